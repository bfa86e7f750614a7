package io.lblab.traffic.raw;

import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;

/// Wakes a selector at a moment, to some microseconds: its own time limit counts milliseconds.
final class Ticker implements AutoCloseable {

    /// Linux wakes a thread up to this much later than asked (its timer slack).
    private static final long SLACK = 55_000;

    private static final long NEVER = Long.MAX_VALUE;

    private final Selector selector;
    private final Thread thread;
    private volatile long at = NEVER;
    private volatile boolean closed;

    Ticker(Selector selector) {
        this.selector = selector;
        thread = Thread.ofPlatform().daemon().name("traffic-ticker").start(this::tick);
    }

    /// Asks to be woken.
    ///
    /// @param moment of System.nanoTime(); replaces one that was asked for before
    void wakeAt(long moment) {
        if (at != moment) {
            at = moment;
            LockSupport.unpark(thread);
        }
    }

    private void tick() {
        while (!closed) {
            long moment = at;
            long left = moment == NEVER ? NEVER : moment - System.nanoTime();
            if (left == NEVER) {
                LockSupport.park(this);
            } else if (left > SLACK) {
                LockSupport.parkNanos(this, left - SLACK);
            } else if (left > 0) {
                Thread.onSpinWait();
            } else {
                at = NEVER;
                selector.wakeup();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
