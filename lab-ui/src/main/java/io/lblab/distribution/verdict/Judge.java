package io.lblab.distribution.verdict;

import io.lblab.distribution.statistics.GoodnessOfFit;
import io.lblab.distribution.statistics.GoodnessOfFit.Kind;
import io.lblab.distribution.statistics.PickComparison;
import io.lblab.distribution.statistics.PrefixDeviation;
import io.lblab.distribution.statistics.RunsTest;
import io.lblab.distribution.statistics.ShareInterval;
import io.lblab.distribution.verdict.Verdict.Evidence;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Says whether a run did what was expected. Where nginx leaves nothing to chance, counts and order
/// are compared; where it draws, they are tested at [Verdict#LEVEL].
public final class Judge {

    private static final double CONFIDENCE = 0.95;

    private Judge() {}

    public static Verdict judge(Case run) {
        if (run.seen().answered() == 0) {
            return new Verdict.NothingToCompare();
        }
        return switch (run.expected()) {
            case Expectation.Unknown _ -> new Verdict.NothingToCompare();
            case Expectation.Sequence sequence -> bySequence(run, sequence);
            case Expectation.Counts counts -> byCounts(run, counts);
            case Expectation.Shares shares -> byShares(run, doubles(shares.shares()));
            case Expectation.OneServerPerClient clients ->
                    StickyJudge.judge(run, doubles(clients.shares()), clients.homes());
            case Expectation.Keyed keyed -> byKeys(run, keyed);
        };
    }

    /// By the keys nothing is left to chance. When all went where it had to, one key may still make
    /// up so much of the traffic that the weights could not be kept.
    private static Verdict byKeys(Case run, Expectation.Keyed keyed) {
        double[] forecast = doubles(keyed.counts());
        long[] counts = run.seen().countArray();
        Band plain = new Band(forecast, keyed.tolerance());
        if (!plain.holds(counts)) {
            Explanation explanation =
                    new Explanation(
                            () -> new Band(forecast, keyed.tolerance()),
                            band -> band.holds(counts));
            return new Verdict.Differs(
                    evidence(run, forecast, Optional.empty()), explanation.among(Cause.of(run)));
        }
        double[] shares = doubles(keyed.shares());
        double whole = Arrays.stream(shares).sum();
        double[] even = Arrays.stream(shares).map(s -> run.seen().answered() * s / whole).toArray();
        Evidence uneven = evidence(run, even, Optional.empty());
        return run.facts()
                .skew()
                .filter(_ -> uneven.fit().pValue() < Verdict.LEVEL)
                .<Verdict>map(
                        skew -> new Verdict.Differs(uneven, List.of(new Reason.KeysSkewed(skew))))
                .orElseGet(() -> new Verdict.Matches(evidence(run, forecast, Optional.empty())));
    }

    private static Verdict bySequence(Case run, Expectation.Sequence sequence) {
        double[] expected = new double[run.seen().servers().size()];
        sequence.picks().forEach(server -> expected[server]++);
        int[] forecast = sequence.picks().stream().mapToInt(Integer::intValue).toArray();
        int[] picks = run.seen().pickArray();
        long[] counts = run.seen().countArray();
        PickComparison order = PickComparison.of(picks, forecast);
        Evidence evidence =
                evidence(run, expected, picks.length == 0 ? Optional.empty() : Optional.of(order));
        if (order.differing() == 0 && new Band(expected, 0).holds(counts)) {
            return new Verdict.Matches(evidence);
        }
        Explanation explanation =
                new Explanation(() -> new Band(expected, 0), band -> band.holds(counts));
        return new Verdict.Differs(evidence, explanation.among(Cause.of(run)));
    }

    private static Verdict byCounts(Case run, Expectation.Counts wanted) {
        double[] expected = doubles(wanted.counts());
        long[] counts = run.seen().countArray();
        if (!new Band(expected, wanted.tolerance()).holds(counts)) {
            Explanation explanation =
                    new Explanation(
                            () -> new Band(expected, wanted.tolerance()),
                            band -> band.holds(counts));
            return new Verdict.Differs(
                    evidence(run, expected, Optional.empty()), explanation.among(Cause.of(run)));
        }
        long round = run.method().takesTurns() ? round(run.weightArray()) : 1;
        return run.seen().answered() < round
                ? new Verdict.TooFew(run.seen().answered(), round)
                : new Verdict.Matches(evidence(run, expected, Optional.empty()));
    }

    private static Verdict byShares(Case run, double[] shares) {
        long answered = run.seen().answered();
        long[] counts = run.seen().countArray();
        double whole = Arrays.stream(shares).sum();
        double[] expected = Arrays.stream(shares).map(s -> answered * s / whole).toArray();
        Evidence evidence = evidence(run, expected, Optional.empty());
        boolean impossible = evidence.fit().kind() == Kind.CERTAIN && evidence.fit().pValue() == 0;
        long fewest = GoodnessOfFit.fewest(shares, Verdict.LEVEL);
        if (!impossible && answered < fewest) {
            return new Verdict.TooFew(answered, fewest);
        }
        // Two tests share the level, so that together they don't err oftener.
        double level = evidence.runs().isPresent() ? Verdict.LEVEL / 2 : Verdict.LEVEL;
        if (evidence.fit().pValue() < level) {
            Explanation explanation =
                    new Explanation(() -> new Band(expected, 0), band -> fits(counts, band, level));
            return new Verdict.Differs(evidence, explanation.among(Cause.of(run)));
        }
        return evidence.runs()
                .filter(test -> test.order(level) != RunsTest.Order.LIKE_CHANCE)
                .<Verdict>map(test ->
                        new Verdict.Differs(evidence, List.of(new Reason.OrderNotByChance(test))))
                .orElse(new Verdict.Matches(evidence));
    }

    /// Whether chance does the rest once all was allowed for.
    private static boolean fits(long[] counts, Band band, double level) {
        double[] nearest = band.nearest(counts);
        return Arrays.stream(nearest).sum() > 0
                && GoodnessOfFit.of(counts, nearest).pValue() >= level;
    }

    /// What there is to show. Order is looked at only where it says something of this method.
    private static Evidence evidence(
            Case run, double[] expected, Optional<PickComparison> forecast) {
        long[] counts = run.seen().countArray();
        int[] picks = run.seen().pickArray();
        boolean drawn =
                run.expected() instanceof Expectation.Shares
                        && !run.method().isKeyed()
                        && !run.method().takesTurns();
        boolean whole = picks.length > 0 && picks.length == run.seen().answered();
        return new Evidence(
                boxed(expected),
                GoodnessOfFit.of(
                        counts,
                        Arrays.stream(expected).sum() > 0 ? expected : ones(expected.length)),
                ShareInterval.of(counts, CONFIDENCE),
                forecast,
                run.method() == Method.ROUND_ROBIN && whole
                        ? Optional.of(PrefixDeviation.of(picks, expected))
                        : Optional.empty(),
                drawn ? RunsTest.of(picks) : Optional.empty());
    }

    /// Picks of a full round: the weights without their common divisor.
    private static long round(int[] weights) {
        int divisor = 0;
        long total = 0;
        for (int weight : weights) {
            total += weight;
            int rest = weight;
            while (rest != 0) {
                int next = divisor % rest;
                divisor = rest;
                rest = next;
            }
        }
        return divisor == 0 ? 1 : total / divisor;
    }

    static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }
}
