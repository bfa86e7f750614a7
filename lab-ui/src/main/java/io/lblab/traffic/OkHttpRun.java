package io.lblab.traffic;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of [OkHttpEngine].
final class OkHttpRun implements TrafficRun {

    private static final Logger LOG = LoggerFactory.getLogger(OkHttpRun.class);

    private final TrafficPlan plan;
    private final long timeoutNanos;
    private final int workers;
    private final Visits visits;
    private final Sender sender;

    private final AtomicLong next = new AtomicLong();

    /// Of the next visit, where visits are more than a request each.
    private final AtomicLong nextVisit = new AtomicLong();

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch working;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean failed = new AtomicBoolean();
    private volatile boolean stopped;
    private volatile long startedAt;
    private volatile long endedAt;

    OkHttpRun(TrafficPlan plan, SampleSink sink, Duration timeout) {
        this.plan = plan;
        timeoutNanos = timeout.toNanos();
        workers = Math.min(plan.concurrency(), plan.requests());
        visits = new Visits(plan);
        sender = new Sender(plan, sink, workers, timeout);
        working = new CountDownLatch(workers);
    }

    void start() {
        startedAt = System.nanoTime();
        sender.startsAt(startedAt);
        switch (plan.load()) {
            case Load.Closed closed -> {
                for (int i = 0; i < workers; i++) {
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
                                for (int i = 1; i < workers; i++) {
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
            visit(worker, visits.at(place(index)), index, Sender.NOW);
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
    /// @param due when that was due, or [Sender#NOW]
    private void visit(int worker, Visit visit, long first, long due) {
        sender.send(worker, visit, 0, first, due);
        for (int step = 1; visit.has(step) && !stopped; step++) {
            Duration think = visit.think(step - 1);
            if (!think.isZero() && isStoppedWithin(think)) {
                return;
            }
            long index = claim();
            if (index < 0) {
                return;
            }
            sender.send(worker, visit, step, index, Sender.NOW);
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
        BlockingQueue<Integer> idle = new ArrayBlockingQueue<>(workers);
        for (int i = 0; i < workers; i++) {
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
            for (int i = 0; i < workers; i++) {
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

    /// Cancels what is overdue until every worker is done, then closes the connections.
    private void watch() {
        long pause = Math.clamp(timeoutNanos / 20, 5_000_000L, 100_000_000L);
        try {
            while (!working.await(pause, TimeUnit.NANOSECONDS)) {
                sender.tend();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            stop();
        } finally {
            endedAt = System.nanoTime();
            sender.close();
            ended.countDown();
        }
    }

    @Override
    public void stop() {
        stopped = true;
        stopping.countDown();
        sender.cancelAll();
    }

    @Override
    public TrafficPlan plan() {
        return plan;
    }

    @Override
    public long finished() {
        return sender.finished();
    }

    @Override
    public long cancelled() {
        return sender.cancelled();
    }

    @Override
    public int inFlight() {
        return sender.inFlight();
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
