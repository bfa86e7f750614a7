package io.lblab.ui;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.HdrHistogram.Histogram;

/// How long the window leaves a person waiting: every five milliseconds something is asked of the
/// JavaFX thread, and the time until it is done is a stall. Beside it the processor time that this
/// thread took meanwhile, which other programs of the machine can't make longer.
final class StallWatch {

    private static final long EVERY_MILLIS = 5;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final long fx = HeadlessFx.onFx(() -> Thread.currentThread().threadId());
    private final Histogram waits = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    private final Histogram work = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);

    /// @param longest until something asked of the JavaFX thread was done
    /// @param p99 the same, of 99 in a hundred
    /// @param mostWork processor time of that thread in the worst of these waits
    record Stalls(long times, Duration longest, Duration p99, Duration mostWork) {

        /// As a row of a table, in ms: longest, p99, most work.
        @Override
        public String toString() {
            return "| %.0f | %.1f | %.0f |"
                    .formatted(millis(longest), millis(p99), millis(mostWork));
        }

        private static double millis(Duration time) {
            return time.toNanos() / 1e6;
        }
    }

    /// Asks again and again for so long.
    void askFor(Duration time) throws InterruptedException {
        BlockingQueue<Long> done = new ArrayBlockingQueue<>(1);
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            long before = threads.getThreadCpuTime(fx);
            long asked = System.nanoTime();
            Platform.runLater(() -> done.add(System.nanoTime()));
            waits.recordValue(done.take() - asked);
            work.recordValue(threads.getThreadCpuTime(fx) - before);
            Thread.sleep(EVERY_MILLIS);
        }
    }

    /// Since the beginning.
    Stalls stalls() {
        return new Stalls(
                waits.getTotalCount(),
                Duration.ofNanos(waits.getMaxValue()),
                Duration.ofNanos(waits.getValueAtPercentile(99)),
                Duration.ofNanos(work.getMaxValue()));
    }
}
