package io.lblab.ui.model;

import io.lblab.distribution.limit.LimitPlan;
import io.lblab.distribution.limit.LimitResult;
import io.lblab.distribution.limit.LimitResult.Step;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A search for the limit at one moment.
///
/// @param steps the runs that are over, in their order
/// @param trying the rate that is tried now, in requests a second; empty when the search is over or
///   was stopped
/// @param result empty until it is over, and for good when it was stopped
public record LimitFigures(
        LimitPlan plan, List<Step> steps, OptionalDouble trying, Optional<LimitResult> result) {

    public LimitFigures {
        steps = List.copyOf(steps);
    }

    /// The highest rate so far at which every bound was kept; 0 for none.
    public double kept() {
        return steps.stream().filter(Step::isKept).mapToDouble(Step::rate).max().orElse(0);
    }
}
