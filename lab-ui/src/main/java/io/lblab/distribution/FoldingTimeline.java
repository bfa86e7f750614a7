package io.lblab.distribution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A timeline being filled: when it is full, neighbouring slices are added up and the width
/// doubles. Used by one thread at a time.
final class FoldingTimeline {

    static final long FIRST_WIDTH_NANOS = 100_000_000;

    private long width = FIRST_WIDTH_NANOS;
    private long[][] slices = new long[0][];
    private int used;

    void add(long atNanos, int instance, long count) {
        while (atNanos / width >= Timeline.MAX_SLICES) {
            widen();
        }
        int slice = (int) (Math.max(0, atNanos) / width);
        grow(slice + 1);
        slices[slice] = reaching(slices[slice], instance);
        slices[slice][instance] += count;
    }

    void addAll(FoldingTimeline other) {
        while (width < other.width) {
            widen();
        }
        for (int slice = 0; slice < other.used; slice++) {
            for (int instance = 0; instance < other.slices[slice].length; instance++) {
                long count = other.slices[slice][instance];
                if (count != 0) {
                    add(slice * other.width, instance, count);
                }
            }
        }
    }

    Timeline toTimeline() {
        List<Counts> counts = new ArrayList<>(used);
        for (int slice = 0; slice < used; slice++) {
            counts.add(Counts.of(slices[slice]));
        }
        return new Timeline(Duration.ofNanos(width), counts);
    }

    private void widen() {
        for (int slice = 0; slice < used; slice++) {
            long[] from = slices[slice];
            slices[slice] = new long[0];
            long[] to = reaching(slices[slice / 2], from.length - 1);
            slices[slice / 2] = to;
            for (int instance = 0; instance < from.length; instance++) {
                to[instance] += from[instance];
            }
        }
        used = (used + 1) / 2;
        width *= 2;
    }

    private void grow(int count) {
        if (count > slices.length) {
            int before = slices.length;
            slices =
                    Arrays.copyOf(
                            slices, Math.min(Timeline.MAX_SLICES, Math.max(count, 2 * before)));
            Arrays.fill(slices, before, slices.length, new long[0]);
        }
        used = Math.max(used, count);
    }

    /// The array, longer if need be, so that it has that index.
    static long[] reaching(long[] values, int index) {
        return index < values.length ? values : Arrays.copyOf(values, index + 1);
    }
}
