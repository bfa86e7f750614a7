package io.lblab.distribution.verdict;

import io.lblab.distribution.statistics.GoodnessOfFit;
import io.lblab.distribution.statistics.PickComparison;
import io.lblab.distribution.statistics.PrefixDeviation;
import io.lblab.distribution.statistics.RunsTest;
import io.lblab.distribution.statistics.ShareInterval;
import java.util.List;
import java.util.Optional;

/// What became of a run. [VerdictWords] says it.
public sealed interface Verdict {

    /// The level of every decision that is left to chance: 1 in 100 runs that are as they should be
    /// is called different.
    double LEVEL = 0.01;

    /// The name files carry.
    default String id() {
        return switch (this) {
            case Matches _ -> "matches";
            case Differs _ -> "differs";
            case TooFew _ -> "too_few";
            case NothingToCompare _ -> "nothing_to_compare";
        };
    }

    /// The run was as expected, as far as can be told.
    record Matches(Evidence evidence) implements Verdict {}

    /// The run was another one than expected.
    ///
    /// @param reasons at least one; the most telling first
    record Differs(Evidence evidence, List<Reason> reasons) implements Verdict {

        public Differs {
            reasons = List.copyOf(reasons);
        }
    }

    /// Whatever comes of so few requests could be chance, or half a turn.
    ///
    /// @param needed answers from which on there would be a verdict
    record TooFew(long answered, long needed) implements Verdict {}

    /// Nothing was answered, or the method promises nothing.
    record NothingToCompare() implements Verdict {}

    /// What the verdict rests on.
    ///
    /// @param expected counts by server; client networks under ip_hash
    /// @param fit to the expected counts; where nothing is left to chance it is shown only
    /// @param intervals of the shares at 95 %, all at once
    /// @param forecast the order held against the forecast, where there was one
    /// @param prefix how far the order ever was from the weights, where it is known
    /// @param runs whether the order is that of chance, where it should be
    record Evidence(
            List<Double> expected,
            GoodnessOfFit fit,
            List<ShareInterval> intervals,
            Optional<PickComparison> forecast,
            Optional<PrefixDeviation> prefix,
            Optional<RunsTest> runs) {

        public Evidence {
            expected = List.copyOf(expected);
            intervals = List.copyOf(intervals);
        }
    }
}
