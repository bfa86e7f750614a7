package io.lblab.distribution.limit;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.limit.LimitResult.Ending;
import io.lblab.distribution.limit.LimitResult.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Finds the highest rate at which a run keeps its bounds: doubles the rate until one breaks, then
/// halves the gap, by ratio, until it is narrow enough. A rate counts as broken, or as too much for
/// the generator, when it is so in a second run too: one hiccup of the machine is no limit.
///
/// Who searches fires at [#next()] and tells [#took(DistributionSnapshot)], until there is no next
/// rate. Not for several threads at once.
public final class LimitSearch {

    /// The gap between what is kept and what is not, as a ratio, at which the search ends.
    public static final double NARROW = 1.1;

    private final LimitPlan plan;
    private final List<Step> steps = new ArrayList<>();
    private OptionalDouble next;
    private double kept;
    private OptionalDouble broken = OptionalDouble.empty();
    private boolean second;
    private boolean stopped;

    public LimitSearch(LimitPlan plan) {
        this.plan = plan;
        next = OptionalDouble.of(plan.from());
    }

    /// The rate to fire at, in requests a second; empty when the limit was found.
    public OptionalDouble next() {
        return next;
    }

    /// Takes the figures of a run at that rate.
    ///
    /// @param run over
    /// @return the run, held against the bounds
    public Step took(DistributionSnapshot run) {
        double rate = next.orElseThrow();
        Step step =
                new Step(rate, run, plan.bounds().stream().map(bound -> bound.check(run)).toList());
        steps.add(step);
        boolean again = !step.isKept() && !second;
        if (!again) {
            if (step.isKept()) {
                kept = rate;
            } else {
                broken = OptionalDouble.of(rate);
            }
            next = following();
        }
        second = again;
        return step;
    }

    private OptionalDouble following() {
        if (broken.isEmpty()) {
            return kept >= plan.to()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Math.min(plan.to(), 2 * kept));
        }
        double high = broken.getAsDouble();
        if (kept == 0 || high / kept <= NARROW) {
            return OptionalDouble.empty();
        }
        double between = Math.rint(Math.sqrt(kept * high));
        return between > kept && between < high
                ? OptionalDouble.of(between)
                : OptionalDouble.empty(); // rates of a few a second
    }

    /// Ends the search where it is.
    public void stop() {
        stopped = next.isPresent();
        next = OptionalDouble.empty();
    }

    /// What was found, once there is no next rate.
    public LimitResult result() {
        if (next.isPresent()) {
            throw new IllegalStateException("The search is not over.");
        }
        return new LimitResult(kept, broken, ending(), steps);
    }

    private Ending ending() {
        if (stopped) {
            return Ending.STOPPED;
        }
        if (broken.isEmpty()) {
            return Ending.HIGHEST_RATE;
        }
        if (onlyTheGeneratorWasLate()) {
            return Ending.GENERATOR;
        }
        return kept == 0 ? Ending.BROKEN_AT_ONCE : Ending.BOUND_BROKEN;
    }

    /// Whether every bound is kept from the moment of sending on, at the rate that was too high.
    private boolean onlyTheGeneratorWasLate() {
        return steps.stream()
                .filter(step -> !step.isKept() && broken.equals(OptionalDouble.of(step.rate())))
                .allMatch(step ->
                        step.run().isLimitedByGenerator()
                                && plan.bounds().stream()
                                        .allMatch(bound ->
                                                bound.check(step.run().fromSending()).held()));
    }
}
