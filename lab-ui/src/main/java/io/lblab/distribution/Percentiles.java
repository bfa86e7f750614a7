package io.lblab.distribution;

import org.HdrHistogram.Histogram;

/// A distribution of times, in milliseconds, each NaN without a sample. Of an HdrHistogram with
/// three digits: each is right to a thousandth.
public record Percentiles(
        double mean, double p50, double p90, double p95, double p99, double p999, double max) {

    private static final double MICROS_PER_MILLI = 1_000;

    /// Of times in microseconds.
    static Percentiles of(Histogram micros) {
        if (micros.getTotalCount() == 0) {
            return new Percentiles(
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN);
        }
        return new Percentiles(
                micros.getMean() / MICROS_PER_MILLI,
                at(micros, 50),
                at(micros, 90),
                at(micros, 95),
                at(micros, 99),
                at(micros, 99.9),
                at(micros, 100));
    }

    private static double at(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }
}
