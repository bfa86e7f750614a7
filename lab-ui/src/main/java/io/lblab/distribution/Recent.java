package io.lblab.distribution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// The last answers in order of sending, whatever order they came in. Any thread; no locks.
final class Recent {

    private static final int INSTANCE_BITS = 8;

    /// At `index % length`: the index plus one, then the instance in the low bits; 0 for nothing.
    private final AtomicLongArray ring = new AtomicLongArray(DistributionSnapshot.RECENT);

    private final AtomicLong highest = new AtomicLong(-1);

    void add(long index, int instance) {
        long entry = (index + 1) << INSTANCE_BITS | instance;
        ring.accumulateAndGet((int) (index % ring.length()), entry, Math::max);
        if (index > highest.get()) {
            highest.accumulateAndGet(index, Math::max);
        }
    }

    /// Those of the last [DistributionSnapshot#RECENT] sent that have been answered.
    List<Integer> toList() {
        long last = highest.get();
        List<Integer> instances = new ArrayList<>(ring.length());
        for (long index = Math.max(0, last - ring.length() + 1); index <= last; index++) {
            long entry = ring.get((int) (index % ring.length()));
            if (entry >>> INSTANCE_BITS == index + 1) {
                instances.add((int) (entry & (1 << INSTANCE_BITS) - 1));
            }
        }
        return instances;
    }
}
