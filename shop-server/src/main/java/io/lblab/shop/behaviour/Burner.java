package io.lblab.shop.behaviour;

import io.lblab.shop.behaviour.Behaviour.Burn;
import java.lang.foreign.Arena;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Uses up processor time and memory. The memory lies outside the Java heap, whose limit it may
/// exceed, and is written to, so that it is resident.
final class Burner implements AutoCloseable {
    static final String THREAD = "burn";

    private static final long PERIOD_NANOS = 20_000_000;
    private static final long MB = 1 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private Burn burning = Burn.NOTHING;
    private @Nullable Arena memory;
    private @Nullable Thread spinner;

    /// Burns this much from now on, and no longer what it did before.
    void burn(Burn wanted) {
        lock.lock();
        try {
            if (wanted.memoryMb() != burning.memoryMb()) {
                hold(wanted.memoryMb());
            }
            if (wanted.cpu() != burning.cpu()) {
                spin(wanted.cpu());
            }
            burning = wanted;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        burn(Burn.NOTHING);
    }

    @SuppressWarnings("MustBeClosedChecker") // held until the next change, or close()
    private void hold(int megabytes) {
        if (memory != null) {
            memory.close();
            memory = null;
        }
        if (megabytes > 0) {
            memory = Arena.ofShared();
            memory.allocate(megabytes * MB).fill((byte) 1);
        }
    }

    private void spin(double share) {
        if (spinner != null) {
            spinner.interrupt();
            spinner = null;
        }
        if (share > 0) {
            spinner = Thread.ofPlatform().daemon().name(THREAD).start(() -> spinUntilTold(share));
        }
    }

    /// Of each period the first part is spent busy, the rest asleep.
    private static void spinUntilTold(double share) {
        long busy = (long) (PERIOD_NANOS * share);
        while (!Thread.currentThread().isInterrupted()) {
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < busy) {
                Thread.onSpinWait();
            }
            if (busy < PERIOD_NANOS) {
                LockSupport.parkNanos(PERIOD_NANOS - busy);
            }
        }
    }
}
