package io.lblab.distribution.statistics;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// Between which bounds the true share of a server lies, judging by its count.
///
/// @param low 0–1
/// @param high 0–1
public record ShareInterval(double low, double high) {

    /// The intervals of all servers, which hold all true shares at once with that confidence:
    /// Goodman's (1965), score intervals with the error divided among the servers. Unlike the
    /// simple ± they stay within 0–1 and have a width where nothing was counted.
    ///
    /// @param confidence 0–1: 0.95
    /// @return in the order of the counts; 0–1 for every server when nothing was counted
    public static List<ShareInterval> of(long[] counts, double confidence) {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        double errorOfEach = (1 - confidence) / Math.max(1, counts.length);
        double quantile = ChiSquaredDistribution.of(1).inverseSurvivalProbability(errorOfEach);
        List<ShareInterval> intervals = new ArrayList<>();
        for (long count : counts) {
            intervals.add(
                    total == 0 ? new ShareInterval(0, 1) : of(count, (double) total, quantile));
        }
        return intervals;
    }

    private static ShareInterval of(long count, double total, double quantile) {
        double middle = quantile + 2 * count;
        double half = Math.sqrt(quantile * (quantile + 4 * count * (total - count) / total));
        double width = 2 * (total + quantile);
        return new ShareInterval(
                Math.max(0, (middle - half) / width), Math.min(1, (middle + half) / width));
    }

    public boolean contains(double share) {
        return low <= share && share <= high;
    }
}
