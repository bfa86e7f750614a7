package io.lblab.distribution;

import java.util.Arrays;

/// Counts by index of an instance. Immutable.
public final class Counts {

    private final long[] values;

    private Counts(long[] values) {
        this.values = values;
    }

    public static Counts of(long... values) {
        return new Counts(values.clone());
    }

    /// 0 for an index beyond the last one counted.
    public long get(int index) {
        return index < values.length ? values[index] : 0;
    }

    /// By index.
    public long[] toArray() {
        return values.clone();
    }

    public long total() {
        return Arrays.stream(values).sum();
    }

    public Counts plus(Counts other) {
        long[] sum = Arrays.copyOf(values, Math.max(values.length, other.values.length));
        for (int i = 0; i < other.values.length; i++) {
            sum[i] += other.values[i];
        }
        return new Counts(sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Counts c && Arrays.equals(values, c.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
