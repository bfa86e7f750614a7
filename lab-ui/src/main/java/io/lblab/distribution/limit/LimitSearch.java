package io.lblab.distribution.limit;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.limit.LimitResult.Ending;
import io.lblab.distribution.limit.LimitResult.Step;
import io.lblab.distribution.threshold.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Finds the highest rate at which a run keeps its bounds: doubles the rate until one breaks, then
/// halves the gap, by ratio, until it is narrow enough. A rate counts as broken, or as too much for
/// the generator, when it is so in a second run too: one hiccup of the machine is no limit.
public final class LimitSearch {

    /// The gap between what is kept and what is not, as a ratio, at which the search ends.
    public static final double NARROW = 1.1;

    /// As a stage of an open model allows.
    public static final double HIGHEST = 100_000;

    private final List<Threshold> bounds;
    private final Probe probe;
    private final Consumer<Step> progress;
    private final List<Step> steps = new ArrayList<>();

    /// Fires a run at a rate.
    @FunctionalInterface
    public interface Probe {

        /// Fires one and waits for its end.
        ///
        /// @param perSecond requests a second, of an open model
        /// @return the run's figures once it is over
        DistributionSnapshot fire(double perSecond) throws Exception;
    }

    /// A search that is to begin.
    ///
    /// @param bounds at least one
    /// @param progress told of every run when it is over
    public LimitSearch(List<Threshold> bounds, Probe probe, Consumer<Step> progress) {
        this.bounds = List.copyOf(bounds);
        this.probe = probe;
        this.progress = progress;
        if (bounds.isEmpty()) {
            throw new IllegalArgumentException("A limit needs a bound.");
        }
    }

    /// Searches.
    ///
    /// @param from the first rate, over 0
    /// @param to the highest rate to try
    public LimitResult search(double from, double to) throws Exception {
        double kept = 0;
        double rate = from;
        while (true) {
            Step step = tried(rate);
            if (!step.isKept()) {
                break;
            }
            kept = rate;
            if (rate >= to) {
                return new LimitResult(kept, rate, Ending.HIGHEST_RATE, steps);
            }
            rate = Math.min(to, 2 * rate);
        }
        if (kept == 0) {
            return new LimitResult(0, rate, ending(rate, Ending.BROKEN_AT_ONCE), steps);
        }
        double broken = rate;
        while (broken / kept > NARROW) {
            double between = Math.rint(Math.sqrt(kept * broken));
            if (between <= kept || between >= broken) {
                break; // rates of a few a second
            }
            if (tried(between).isKept()) {
                kept = between;
            } else {
                broken = between;
            }
        }
        return new LimitResult(kept, broken, ending(broken, Ending.BOUND_BROKEN), steps);
    }

    /// Why that rate was too high: the generator where the bounds are kept from the moment of
    /// sending on.
    private Ending ending(double broken, Ending otherwise) {
        boolean late =
                steps.stream()
                        .filter(step -> step.rate() == broken && !step.isKept())
                        .allMatch(step ->
                                step.run().isLimitedByGenerator()
                                        && bounds.stream()
                                                .allMatch(bound ->
                                                        bound.check(step.run().fromSending())
                                                                .held()));
        return late ? Ending.GENERATOR : otherwise;
    }

    private Step tried(double rate) throws Exception {
        Step first = once(rate);
        return first.isKept() ? first : once(rate);
    }

    private Step once(double rate) throws Exception {
        DistributionSnapshot run = probe.fire(rate);
        Step step = new Step(rate, run, bounds.stream().map(bound -> bound.check(run)).toList());
        steps.add(step);
        progress.accept(step);
        return step;
    }
}
