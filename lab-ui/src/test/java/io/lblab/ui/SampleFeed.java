package io.lblab.ui;

import io.lblab.traffic.Sample;
import io.lblab.traffic.SampleSink;
import io.lblab.traffic.TrafficEngine;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficRun;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Plays an engine: feeds the sink with answers of two instances at a steady rate and sends
/// nothing, so that what it costs to record and to show them can be seen alone.
final class SampleFeed implements TrafficEngine {

    private static final long ANSWER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final int perSecond;

    SampleFeed(int perSecond) {
        this.perSecond = perSecond;
    }

    @Override
    public TrafficRun start(TrafficPlan plan, SampleSink sink) {
        Feeding feeding = new Feeding(plan, sink);
        Thread.ofPlatform().name("sample-feed").daemon().start(feeding::feed);
        return feeding;
    }

    private final class Feeding implements TrafficRun {

        private final TrafficPlan plan;
        private final SampleSink sink;
        private final long began = System.nanoTime();
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile long finished;
        private volatile boolean stopped;

        Feeding(TrafficPlan plan, SampleSink sink) {
            this.plan = plan;
            this.sink = sink;
        }

        void feed() {
            long period = TimeUnit.SECONDS.toNanos(1) / perSecond;
            for (long i = 0; i < plan.requests() && !stopped; i++) {
                long due = i * period;
                while (System.nanoTime() - began < due) {
                    LockSupport.parkNanos(due - (System.nanoTime() - began));
                }
                sink.accept(sample(i, due));
                finished = i + 1;
            }
            over.countDown();
        }

        private Sample sample(long index, long due) {
            String instance = index % 2 == 0 ? "1" : "2";
            long jitter = Math.floorMod(index * 7_919, 1_000L) * 1_000;
            return new Sample(
                    index,
                    due,
                    ANSWER_NANOS + jitter,
                    200,
                    instance,
                    "Server " + instance,
                    "127.0.0.1",
                    false,
                    false,
                    "");
        }

        @Override
        public TrafficPlan plan() {
            return plan;
        }

        @Override
        public long finished() {
            return finished;
        }

        @Override
        public long cancelled() {
            return 0;
        }

        @Override
        public int inFlight() {
            return 0;
        }

        @Override
        public boolean isRunning() {
            return over.getCount() > 0;
        }

        @Override
        public void stop() {
            stopped = true;
        }

        @Override
        public boolean await(Duration atMost) throws InterruptedException {
            return over.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }
}
