package io.lblab.traffic.raw;

import io.lblab.traffic.Load;
import io.lblab.traffic.PlanSequence;
import io.lblab.traffic.SampleSink;
import io.lblab.traffic.Schedule;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficRun;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of [RawEngine].
final class RawRun implements TrafficRun {

    private static final Logger LOG = LoggerFactory.getLogger(RawRun.class);

    private final TrafficPlan plan;
    private final SampleSink sink;
    private final Duration timeout;
    private final PlanSequence sequence;
    private final WireRequests requests;
    private final Sources sources;
    private final InetSocketAddress target;
    private final Optional<Schedule> schedule;
    private final long last;
    private final long timeNanos;
    private final List<Loop> loops = new ArrayList<>();
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong finished = new AtomicLong();
    private final AtomicLong cancelled = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger working;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopped;

    /// Of the next request of an open model; its one loop moves it on.
    private volatile long due = Long.MAX_VALUE;

    private volatile long startedAt;
    private volatile long endedAt;

    RawRun(TrafficPlan plan, SampleSink sink, Duration timeout, int threads) {
        this.plan = plan;
        this.sink = sink;
        this.timeout = timeout;
        sequence = new PlanSequence(plan);
        requests = new WireRequests(plan);
        sources = new Sources(plan);
        int port = plan.base().getPort() < 0 ? 80 : plan.base().getPort();
        schedule =
                plan.load() instanceof Load.Open open
                        ? Optional.of(new Schedule(open, plan.seed()))
                        : Optional.empty();
        last =
                plan.load() instanceof Load.Closed closed
                        ? closed.until().requests().orElse(Long.MAX_VALUE)
                        : Long.MAX_VALUE;
        timeNanos =
                plan.load() instanceof Load.Closed closed
                        ? closed.until().time().map(Duration::toNanos).orElse(Long.MAX_VALUE)
                        : Long.MAX_VALUE;
        target = new InetSocketAddress(plan.base().getHost(), port);
        int together = Math.min(plan.concurrency(), plan.requests());
        // An open model has one clock.
        int count = isOpen() ? 1 : Math.min(threads, together);
        working = new AtomicInteger(count);
        for (int i = 0; i < count; i++) {
            loops.add(new Loop(this, together / count + (i < together % count ? 1 : 0)));
        }
    }

    void start() {
        startedAt = System.nanoTime();
        scheduleOn();
        for (int i = 0; i < loops.size(); i++) {
            Loop loop = loops.get(i);
            Thread.ofPlatform().daemon().name("traffic-loop-" + i).start(() -> work(loop));
        }
    }

    private void work(Loop loop) {
        try {
            loop.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A run ended early.", e);
            stop();
        } finally {
            if (working.decrementAndGet() == 0) {
                endedAt = System.nanoTime();
                ended.countDown();
            }
        }
    }

    /// When the next request is due, of System.nanoTime(); [Long#MAX_VALUE] when none is. In a
    /// closed model that is always now.
    long nextDue() {
        return isOpen() ? due : startedAt;
    }

    /// The place of the next request, -1 when there is none left.
    long claim() {
        if (isOpen()) {
            scheduleOn();
            return next.getAndIncrement();
        }
        long index = next.getAndIncrement();
        return index < last && System.nanoTime() - startedAt < timeNanos ? index : -1;
    }

    private void scheduleOn() {
        schedule.ifPresent(planned -> {
            long nanos = planned.next();
            due = nanos == Schedule.END ? Long.MAX_VALUE : startedAt + nanos;
        });
    }

    boolean isOpen() {
        return plan.load() instanceof Load.Open;
    }

    void departed() {
        inFlight.getAndIncrement();
    }

    void arrived(Exchange sample) {
        inFlight.getAndDecrement();
        sink.accept(sample);
        finished.getAndIncrement();
    }

    void cancelledOne() {
        inFlight.getAndDecrement();
        cancelled.getAndIncrement();
    }

    PlanSequence sequence() {
        return sequence;
    }

    WireRequests requests() {
        return requests;
    }

    Sources sources() {
        return sources;
    }

    InetSocketAddress target() {
        return target;
    }

    long startedAt() {
        return startedAt;
    }

    long timeoutNanos() {
        return timeout.toNanos();
    }

    String overdueWords() {
        return "timed out after " + timeout.toMillis() / 1000.0 + " s";
    }

    boolean isStopped() {
        return stopped;
    }

    @Override
    public void stop() {
        stopped = true;
        loops.forEach(Loop::wake);
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
