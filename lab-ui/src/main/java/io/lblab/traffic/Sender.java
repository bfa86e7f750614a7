package io.lblab.traffic;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import okio.Okio;

/// Sends the requests of one run of [OkHttpEngine], each on the thread that asks for it, and knows
/// which are on their way. When one is due is [OkHttpRun]'s business.
final class Sender implements AutoCloseable {

    /// A request that is due when it is sent.
    static final long NOW = -1;

    /// Of a body that is looked at, in bytes.
    private static final long MOST_READ = 4 * 1024 * 1024;

    private static final long TENDING_NANOS = 1_000_000_000L;

    private final TrafficPlan plan;
    private final SampleSink sink;
    private final long timeoutNanos;
    private final Requests requests;
    private final Connections connections;

    /// What each worker has on its way.
    private final AtomicReferenceArray<Flight> flights;

    private final AtomicLong finished = new AtomicLong();
    private final AtomicLong cancelled = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean stopped;
    private volatile long startedAt;
    private long tendedAt;

    Sender(TrafficPlan plan, SampleSink sink, int workers, Duration timeout) {
        this.plan = plan;
        this.sink = sink;
        timeoutNanos = timeout.toNanos();
        requests = new Requests(plan);
        connections = new Connections(plan.clients(), workers, plan.elsewhere());
        flights = new AtomicReferenceArray<>(workers);
    }

    /// Says when the run began, by `System.nanoTime()`. Before the first request.
    void startsAt(long nanos) {
        startedAt = nanos;
        tendedAt = nanos;
    }

    private long sinceStart() {
        return System.nanoTime() - startedAt;
    }

    /// Sends one request of a visit and hands its sample on, or counts it as cancelled.
    ///
    /// @param index of the request in the run
    /// @param due when it was to be sent, in nanoseconds since the start, or [#NOW]
    void send(int worker, Visit visit, int step, long index, long due) {
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

    /// Cancels what is overdue, and closes connections that are not needed any more. For the run's
    /// one watchdog, a few times a second.
    void tend() {
        long now = System.nanoTime();
        long limit = now - timeoutNanos;
        for (int i = 0; i < flights.length(); i++) {
            Flight flight = flights.get(i);
            if (flight != null) {
                flight.cancelIfSentBefore(limit);
            }
        }
        if (now - tendedAt > TENDING_NANOS) {
            tendedAt = now;
            connections.closeSurplus();
        }
    }

    /// Ends what is on its way, and lets nothing more out.
    void cancelAll() {
        stopped = true;
        for (int i = 0; i < flights.length(); i++) {
            Flight flight = flights.get(i);
            if (flight != null) {
                flight.cancel();
            }
        }
    }

    long finished() {
        return finished.get();
    }

    long cancelled() {
        return cancelled.get();
    }

    int inFlight() {
        return inFlight.get();
    }

    /// Closes the connections, when nothing is on its way any more.
    @Override
    public void close() {
        connections.close();
    }
}
