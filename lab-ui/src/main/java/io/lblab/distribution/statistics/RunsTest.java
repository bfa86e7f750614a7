package io.lblab.distribution.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.numbers.combinatorics.LogBinomialCoefficient;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// Whether the order of picks could be chance, given how many each server got: the runs test of
/// Wald and Wolfowitz (1940), for more than two servers that of Barton and David (1957). A run is a
/// stretch of picks of one server.
///
/// @param runs counted
/// @param expected runs on average when the order is chance
/// @param deviation their standard deviation
/// @param pValue two-sided
public record RunsTest(long runs, double expected, double deviation, double pValue) {

    /// With two servers the distribution is counted out up to here; beyond, it is normal enough.
    private static final int EXACT_UP_TO = 1_000;

    /// With three and more servers only the normal approximation is at hand; it needs some picks.
    private static final int NORMAL_FROM = 50;

    public enum Order {
        LIKE_CHANCE,
        /// More runs than chance makes: the servers take turns.
        TOO_REGULAR,
        /// Fewer runs than chance makes: the same server again and again.
        TOO_CLUSTERED
    }

    /// Tests an order.
    ///
    /// @param picks the server of each request, in order
    /// @return empty when the order can say nothing: one server only, or too few picks
    public static Optional<RunsTest> of(int[] picks) {
        int servers = Arrays.stream(picks).max().orElse(-1) + 1;
        long[] counts = new long[servers];
        long runs = 0;
        for (int i = 0; i < picks.length; i++) {
            counts[picks[i]]++;
            runs += i == 0 || picks[i] != picks[i - 1] ? 1 : 0;
        }
        long[] met = Arrays.stream(counts).filter(count -> count > 0).toArray();
        if (met.length < 2 || (met.length > 2 && picks.length < NORMAL_FROM)) {
            return Optional.empty();
        }
        double n = picks.length;
        double squares = Arrays.stream(met).mapToDouble(c -> (double) c * c).sum();
        double cubes = Arrays.stream(met).mapToDouble(c -> (double) c * c * c).sum();
        double expected = (n * (n + 1) - squares) / n;
        double variance =
                (squares * (squares + n * (n + 1)) - 2 * n * cubes - n * n * n) / (n * n * (n - 1));
        double deviation = Math.sqrt(Math.max(0, variance));
        if (met.length == 2 && picks.length <= EXACT_UP_TO) {
            return Optional.of(
                    new RunsTest(
                            runs,
                            expected,
                            deviation,
                            exact((int) met[0], (int) met[1], (int) runs)));
        }
        if (deviation == 0) {
            return Optional.empty();
        }
        // Half a run towards the middle: the count is whole, the normal curve is not.
        double off = Math.max(0, Math.abs(runs - expected) - 0.5) / deviation;
        return Optional.of(
                new RunsTest(
                        runs,
                        expected,
                        deviation,
                        2 * NormalDistribution.of(0, 1).survivalProbability(off)));
    }

    public Order order(double level) {
        if (pValue >= level) {
            return Order.LIKE_CHANCE;
        }
        return runs > expected ? Order.TOO_REGULAR : Order.TOO_CLUSTERED;
    }

    /// Twice the smaller tail.
    private static double exact(int first, int second, int seen) {
        double fewer = 0;
        double more = 0;
        for (int runs = 2; runs <= 2 * Math.min(first, second) + 1; runs++) {
            double probability = probability(first, second, runs);
            fewer += runs <= seen ? probability : 0;
            more += runs >= seen ? probability : 0;
        }
        return Math.min(1, 2 * Math.min(fewer, more));
    }

    /// Orders with so many runs, out of all orders.
    private static double probability(int first, int second, int runs) {
        int half = runs / 2;
        double all = LogBinomialCoefficient.value(first + second, first);
        if (runs % 2 == 0) {
            return 2 * Math.exp(log(first - 1, half - 1) + log(second - 1, half - 1) - all);
        }
        return Math.exp(log(first - 1, half) + log(second - 1, half - 1) - all)
                + Math.exp(log(first - 1, half - 1) + log(second - 1, half) - all);
    }

    private static double log(int n, int k) {
        return k > n ? Double.NEGATIVE_INFINITY : LogBinomialCoefficient.value(n, k);
    }
}
