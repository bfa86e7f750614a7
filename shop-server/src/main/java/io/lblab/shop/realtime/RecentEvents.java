package io.lblab.shop.realtime;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The last events, kept once for all clients; each client has a place of its own in them. One
/// thread at a time adds, any number reads.
final class RecentEvents {
    /// A client that is further behind than this has missed something.
    static final int SIZE = 4096;

    private final AtomicReferenceArray<byte[]> ring = new AtomicReferenceArray<>(SIZE);
    private volatile long end;

    /// How many there have been so far: the place of the next one.
    long end() {
        return end;
    }

    void add(byte[] event) {
        long place = end;
        ring.set((int) (place % SIZE), event);
        end = place + 1;
    }

    /// Whether what stood at this place may have been overwritten.
    boolean isLost(long place) {
        return end - place >= SIZE;
    }

    /// Copies the events from one place up to, not including, another.
    ///
    /// @return false when some of them are lost; then what was copied is worthless
    boolean copy(long from, long to, ByteArrayOutputStream target) {
        for (long place = from; place < to; place++) {
            target.writeBytes(ring.get((int) (place % SIZE)));
        }
        return from == to || !isLost(from);
    }
}
