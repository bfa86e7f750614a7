package io.lblab.traffic;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits until a moment, to some microseconds.
final class Pacing {

    /// Linux wakes a thread up to this much later than asked (its timer slack): so much earlier it
    /// is asked, and the rest is spun.
    private static final long SLACK = 60_000;

    /// The longest wait in one piece, so that an end is noticed.
    private static final long PIECE = 20_000_000;

    private Pacing() {}

    /// Returns at that moment of [System#nanoTime()], at once when it is over.
    ///
    /// @param ended ends the wait early
    static void awaitUntil(long moment, BooleanSupplier ended) {
        while (!ended.getAsBoolean()) {
            long left = moment - System.nanoTime();
            if (left <= 0) {
                return;
            }
            if (left > SLACK) {
                LockSupport.parkNanos(Math.min(left - SLACK, PIECE));
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
