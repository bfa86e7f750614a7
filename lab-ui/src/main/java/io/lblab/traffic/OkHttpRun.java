package io.lblab.traffic;

import io.lblab.traffic.PlanSequence.Pick;
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
import okio.Okio;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of [OkHttpEngine].
final class OkHttpRun implements TrafficRun {

    private static final Logger LOG = LoggerFactory.getLogger(OkHttpRun.class);

    private final TrafficPlan plan;
    private final SampleSink sink;
    private final long timeoutNanos;
    private final PlanSequence sequence;
    private final Requests requests;
    private final Connections connections;

    /// What each worker has on its way.
    private final AtomicReferenceArray<Flight> flights;

    private final AtomicLong next = new AtomicLong();
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
        sequence = new PlanSequence(plan);
        requests = new Requests(plan);
        connections = new Connections(plan.clients(), workers);
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
        } catch (RuntimeException e) {
            brokeDown(e);
        } finally {
            working.countDown();
        }
    }

    private void brokeDown(RuntimeException e) {
        if (failed.compareAndSet(false, true)) {
            LOG.error("A run ended early: its samples could not be taken.", e);
        }
        stop();
    }

    /// A client of the closed model.
    private void work(Load.Closed closed, int worker) {
        long end = closed.until().time().map(Duration::toNanos).orElse(Long.MAX_VALUE);
        long last = closed.until().requests().orElse(Long.MAX_VALUE);
        while (!stopped) {
            long index = next.getAndIncrement();
            if (index >= last || sinceStart() >= end) {
                return;
            }
            send(worker, index, sinceStart());
            if (!closed.think().isZero() && isStoppedWithin(closed.think())) {
                return;
            }
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

    /// Sends each request of an open model when it is due, or as soon as a worker is free.
    private void pace(Load.Open open) {
        Schedule schedule = new Schedule(open, plan.seed());
        BlockingQueue<Integer> idle = new ArrayBlockingQueue<>(flights.length());
        for (int i = 0; i < flights.length(); i++) {
            idle.add(i);
        }
        try {
            long index = 0;
            for (long due = schedule.next(); due != Schedule.END; due = schedule.next()) {
                Pacing.awaitUntil(startedAt + due, () -> stopped);
                int worker = idle.take();
                if (stopped) {
                    idle.add(worker);
                    break;
                }
                long place = index++;
                long dueNanos = due;
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                send(worker, place, dueNanos);
                            } catch (RuntimeException e) {
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

    private void send(int worker, long index, long dueNanos) {
        Pick pick = sequence.at(index);
        Request request = requests.of(pick);
        inFlight.incrementAndGet();
        long sentAt = System.nanoTime();
        boolean open = plan.load() instanceof Load.Open;
        SampleDraft draft =
                new SampleDraft(
                        index,
                        pick.request(),
                        open ? dueNanos : sentAt - startedAt,
                        sentAt - startedAt,
                        plan.clients().addresses().get(pick.client()));
        boolean whole;
        try {
            whole = exchange(worker, pick, request, sentAt, draft);
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
            int worker, Pick pick, Request request, long sentAt, SampleDraft draft) {
        Attempt attempt = new Attempt(request.method());
        Flight flight =
                board(worker, connections.call(request, worker, pick.client()), attempt, sentAt);
        try {
            receive(flight.call(), draft);
            return true;
        } catch (IOException e) {
            if (flight.isOverdue() || stopped || !attempt.mayBeResent()) {
                draft.failed(words(flight, e, attempt));
                return false;
            }
        }
        draft.resent();
        Attempt second = new Attempt(request.method());
        flight =
                board(worker, connections.callAnew(request, worker, pick.client()), second, sentAt);
        try {
            receive(flight.call(), draft);
            return true;
        } catch (IOException e) {
            draft.failed(words(flight, e, second));
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

    private static void receive(Call call, SampleDraft draft) throws IOException {
        try (Response response = call.execute()) {
            draft.answered(response);
            response.body().source().readAll(Okio.blackhole());
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
