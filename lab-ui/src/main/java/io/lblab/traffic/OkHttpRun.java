package io.lblab.traffic;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import okio.Okio;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of [OkHttpEngine].
final class OkHttpRun implements TrafficRun {

    /// A request that is due when it is sent.
    private static final long NOW = -1;

    /// Of a body that is looked at, in bytes.
    private static final long MOST_READ = 4 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(OkHttpRun.class);

    private final TrafficPlan plan;
    private final SampleSink sink;
    private final long timeoutNanos;
    private final Visits visits;
    private final Requests requests;
    private final Connections connections;

    /// What each worker has on its way.
    private final AtomicReferenceArray<Flight> flights;

    private final AtomicLong next = new AtomicLong();

    /// Of the next visit, where visits are more than a request each.
    private final AtomicLong nextVisit = new AtomicLong();

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicLong finished = new AtomicLong();
    private final AtomicLong cancelled = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final CountDownLatch working;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean failed = new AtomicBoolean();
    private volatile boolean stopped;
    private volatile long startedAt;
    private volatile long endedAt;

    OkHttpRun(TrafficPlan plan, SampleSink sink, Duration timeout) {
        this.plan = plan;
        this.sink = sink;
        timeoutNanos = timeout.toNanos();
        int workers = Math.min(plan.concurrency(), plan.requests());
        visits = new Visits(plan);
        requests = new Requests(plan);
        connections = new Connections(plan.clients(), workers, plan.elsewhere());
        flights = new AtomicReferenceArray<>(workers);
        working = new CountDownLatch(workers);
    }

    void start() {
        startedAt = System.nanoTime();
        switch (plan.load()) {
            case Load.Closed closed -> {
                for (int i = 0; i < flights.length(); i++) {
                    int worker = i;
                    Thread.ofVirtual()
                            .name("traffic-" + worker)
                            .start(() -> working(() -> work(closed, worker)));
                }
            }
            case Load.Open open ->
                    Thread.ofPlatform()
                            .daemon()
                            .name("traffic-pacer")
                            .start(() -> {
                                working(() -> pace(open));
                                // The pacer has seen all of its workers' requests end.
                                for (int i = 1; i < flights.length(); i++) {
                                    working.countDown();
                                }
                            });
        }
        Thread.ofPlatform().daemon().name("traffic-watchdog").start(this::watch);
    }

    private void working(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            brokeDown(e);
        } finally {
            working.countDown();
        }
    }

    private void brokeDown(Throwable e) {
        if (failed.compareAndSet(false, true)) {
            LOG.error("A run ended early: its samples could not be taken.", e);
        }
        stop();
    }

    /// A client of the closed model.
    private void work(Load.Closed closed, int worker) {
        while (!stopped) {
            long index = claim();
            if (index < 0) {
                return;
            }
            visit(worker, visits.at(place(index)), index, NOW);
            if (!closed.think().isZero() && isStoppedWithin(closed.think())) {
                return;
            }
        }
    }

    /// The index of the next request, -1 when no more is to be sent.
    private long claim() {
        long index = next.getAndIncrement();
        return switch (plan.load()) {
            case Load.Closed closed ->
                    index < closed.until().requests().orElse(Long.MAX_VALUE)
                                    && closed.until()
                                            .time()
                                            .map(time -> sinceStart() < time.toNanos())
                                            .orElse(true)
                            ? index
                            : -1;
            case Load.Open _ -> index;
        };
    }

    /// The place in the sequence of a visit that begins with that request.
    private long place(long index) {
        return plan.journeys().isEmpty() ? index : nextVisit.getAndIncrement();
    }

    /// Sends all of a visit, one request after the other, as far as the run goes.
    ///
    /// @param first the index of its first request
    /// @param due when that was due, or [#NOW]
    private void visit(int worker, Visit visit, long first, long due) {
        send(worker, visit, 0, first, due);
        for (int step = 1; visit.has(step) && !stopped; step++) {
            Duration think = visit.think(step - 1);
            if (!think.isZero() && isStoppedWithin(think)) {
                return;
            }
            long index = claim();
            if (index < 0) {
                return;
            }
            send(worker, visit, step, index, NOW);
        }
    }

    private boolean isStoppedWithin(Duration time) {
        try {
            return stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// Begins each visit of an open model when it is due, or as soon as a worker is free.
    private void pace(Load.Open open) {
        Schedule schedule = new Schedule(open, plan.seed());
        BlockingQueue<Integer> idle = new ArrayBlockingQueue<>(flights.length());
        for (int i = 0; i < flights.length(); i++) {
            idle.add(i);
        }
        try {
            for (long due = schedule.next(); due != Schedule.END; due = schedule.next()) {
                Pacing.awaitUntil(startedAt + due, () -> stopped);
                int worker = idle.take();
                if (stopped) {
                    idle.add(worker);
                    break;
                }
                long index = claim();
                Visit visit = visits.at(place(index));
                long dueNanos = due;
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                visit(worker, visit, index, dueNanos);
                            } catch (RuntimeException | Error e) {
                                brokeDown(e);
                            } finally {
                                idle.add(worker);
                            }
                        });
            }
            for (int i = 0; i < flights.length(); i++) {
                idle.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        }
    }

    private long sinceStart() {
        return System.nanoTime() - startedAt;
    }

    private void send(int worker, Visit visit, int step, long index, long due) {
        Request request = requests.of(visit, step);
        inFlight.incrementAndGet();
        long sentAt = System.nanoTime();
        SampleDraft draft =
                new SampleDraft(
                        index,
                        visit.endpoint(step),
                        due == NOW ? sentAt - startedAt : due,
                        sentAt - startedAt,
                        plan.clients().addresses().get(visit.pick().client()));
        boolean whole;
        try {
            whole = exchange(worker, visit, step, request, sentAt, draft);
        } finally {
            flights.lazySet(worker, null);
            inFlight.decrementAndGet();
        }
        if (!whole && stopped) {
            cancelled.incrementAndGet();
            return;
        }
        sink.accept(draft.toSample(sinceStart()));
        finished.incrementAndGet();
    }

    /// Sends the request, a second time where that is right.
    ///
    /// @return whether the answer came whole
    private boolean exchange(
            int worker, Visit visit, int step, Request request, long sentAt, SampleDraft draft) {
        int client = visit.pick().client();
        Attempt attempt = new Attempt(request.method());
        Flight flight = board(worker, connections.call(request, worker, client), attempt, sentAt);
        try {
            receive(flight.call(), visit, step, draft);
            return true;
        } catch (IOException e) {
            if (flight.isOverdue() || stopped || !attempt.mayBeResent()) {
                draft.failed(words(flight, e, attempt));
                visit.unanswered(step);
                return false;
            }
        }
        draft.resent();
        Attempt second = new Attempt(request.method());
        flight = board(worker, connections.callAnew(request, worker, client), second, sentAt);
        try {
            receive(flight.call(), visit, step, draft);
            return true;
        } catch (IOException e) {
            draft.failed(words(flight, e, second));
            visit.unanswered(step);
            return false;
        }
    }

    private Flight board(int worker, Call call, Attempt attempt, long sentAt) {
        var _ = call.tag(Attempt.class, () -> attempt);
        Flight flight = new Flight(call, sentAt);
        flights.set(worker, flight);
        if (stopped) {
            flight.cancel();
        }
        return flight;
    }

    /// Reads the answer; its body is kept only where something looks at it.
    private static void receive(Call call, Visit visit, int step, SampleDraft draft)
            throws IOException {
        try (Response response = call.execute()) {
            draft.answered(response);
            visit.jar().ifPresent(jar -> jar.take(call.request().url(), response.headers()));
            BufferedSource source = response.body().source();
            String body = "";
            boolean tooLarge = false;
            if (visit.reads(step)) {
                tooLarge = source.request(MOST_READ + 1);
                body = tooLarge ? "" : source.readUtf8();
            }
            source.readAll(Okio.blackhole());
            draft.failed(
                    tooLarge
                            ? Check.FAILED + "the answer is larger than 4 MB"
                            : visit.met(
                                    step, new Answer(response.code(), response.headers(), body)));
            if (tooLarge) {
                visit.unanswered(step);
            }
        }
    }

    private String words(Flight flight, IOException e, Attempt attempt) {
        if (flight.isOverdue()) {
            return "timed out after " + Duration.ofNanos(timeoutNanos).toMillis() / 1000.0 + " s";
        }
        return FailureWords.of(e, attempt.wasAnswered());
    }

    /// Cancels what is overdue until every worker is done, then closes the connections.
    private void watch() {
        long pause = Math.clamp(timeoutNanos / 20, 5_000_000L, 100_000_000L);
        try {
            while (!working.await(pause, TimeUnit.NANOSECONDS)) {
                long limit = System.nanoTime() - timeoutNanos;
                for (int i = 0; i < flights.length(); i++) {
                    Flight flight = flights.get(i);
                    if (flight != null) {
                        flight.cancelIfSentBefore(limit);
                    }
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            stop();
        } finally {
            endedAt = System.nanoTime();
            connections.close();
            ended.countDown();
        }
    }

    @Override
    public void stop() {
        stopped = true;
        stopping.countDown();
        for (int i = 0; i < flights.length(); i++) {
            Flight flight = flights.get(i);
            if (flight != null) {
                flight.cancel();
            }
        }
    }

    @Override
    public TrafficPlan plan() {
        return plan;
    }

    @Override
    public long finished() {
        return finished.get();
    }

    @Override
    public long cancelled() {
        return cancelled.get();
    }

    @Override
    public int inFlight() {
        return inFlight.get();
    }

    @Override
    public boolean isRunning() {
        return ended.getCount() > 0;
    }

    @Override
    public boolean await(Duration atMost) throws InterruptedException {
        return ended.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos((isRunning() ? System.nanoTime() : endedAt) - startedAt);
    }
}
