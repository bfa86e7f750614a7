package io.lblab.distribution.limit;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.threshold.Threshold.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a search for the limit found.
///
/// @param kept the highest rate at which every bound was kept, in requests a second; 0 for none
/// @param broken the lowest at which one broke; empty when none did
/// @param steps every run, in its order
public record LimitResult(double kept, OptionalDouble broken, Ending ending, List<Step> steps) {

    /// Why a search ended.
    public enum Ending {
        /// The limit lies between the two rates.
        BOUND_BROKEN,
        /// The first rate was too high already.
        BROKEN_AT_ONCE,
        /// Everything was kept at the highest rate that was to be tried.
        HIGHEST_RATE,
        /// The generator could not send in time, and from the moment of sending the bounds were
        /// kept: the server's limit is higher.
        GENERATOR,
        /// Somebody ended the search before.
        STOPPED
    }

    /// One run.
    ///
    /// @param rate requests a second asked for
    /// @param outcomes of the bounds, in their order
    public record Step(double rate, DistributionSnapshot run, List<Outcome> outcomes) {

        public Step {
            outcomes = List.copyOf(outcomes);
        }

        public boolean isKept() {
            return outcomes.stream().allMatch(Outcome::held);
        }

        /// Whether the figures are the generator's own as much as the server's.
        public boolean isLimitedByGenerator() {
            return run.isLimitedByGenerator();
        }
    }

    public LimitResult {
        steps = List.copyOf(steps);
    }

    /// One sentence.
    public String sentence() {
        return switch (ending) {
            case BOUND_BROKEN ->
                    String.format(
                            Locale.ROOT,
                            "The limit lies between %,.0f and %,.0f requests/s: at %,.0f %s.",
                            kept,
                            tooMuch(),
                            tooMuch(),
                            why());
            case BROKEN_AT_ONCE ->
                    String.format(
                            Locale.ROOT,
                            "Already %,.0f requests/s are too many: %s. Begin lower, or allow more.",
                            tooMuch(),
                            why());
            case HIGHEST_RATE ->
                    String.format(
                            Locale.ROOT,
                            "Everything was kept up to %,.0f requests/s, the highest rate tried.",
                            kept);
            case GENERATOR ->
                    String.format(
                            Locale.ROOT,
                            "%s%,.0f the generator itself could not send in time: the limit of the stack is higher than"
                                    + " it can show here.",
                            kept == 0
                                    ? "Already at "
                                    : String.format(
                                            Locale.ROOT,
                                            "Everything was kept up to %,.0f requests/s. At ",
                                            kept),
                            tooMuch());
            case STOPPED ->
                    kept == 0
                            ? "Stopped before a rate was tried to its end."
                            : String.format(
                                    Locale.ROOT,
                                    "Stopped before the limit was found: everything was kept up to %,.0f"
                                            + " requests/s.",
                                    kept);
        };
    }

    /// The bound that broke last at the lowest rate that was too high; empty when none did.
    public Optional<Outcome> brokenBound() {
        return steps.reversed().stream()
                .filter(step -> !step.isKept() && broken.equals(OptionalDouble.of(step.rate())))
                .flatMap(step -> step.outcomes().stream())
                .filter(outcome -> !outcome.held())
                .findFirst();
    }

    private double tooMuch() {
        return broken.orElseThrow();
    }

    private String why() {
        return brokenBound()
                .map(outcome -> outcome.found() + " broke \"" + outcome.threshold() + "\"")
                .orElse("a bound broke");
    }
}
