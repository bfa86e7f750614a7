package io.lblab.distribution.limit;

import io.lblab.distribution.threshold.Threshold;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.Load;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What a search for the limit tries.
///
/// @param from the first rate, in requests a second; 1 or more
/// @param to the highest rate, at most [#HIGHEST]
/// @param each how long every rate is tried
/// @param bounds what must be kept, at least one
public record LimitPlan(double from, double to, Duration each, List<Threshold> bounds) {

    /// As a stage of an open model allows.
    public static final int HIGHEST = 100_000;

    /// Where nobody names a bound.
    public static final List<Threshold> USUAL =
            List.of(Threshold.parse("p99 < 50ms"), Threshold.parse("errors < 0.1%"));

    /// @param bounds none for the usual ones
    /// @throws InvalidPlanException when the rates make no search
    public LimitPlan {
        bounds = bounds.isEmpty() ? USUAL : List.copyOf(bounds);
        if (!(from >= 1 && to <= HIGHEST)) {
            throw new InvalidPlanException(
                    "The rates of a search for the limit go from 1 to "
                            + HIGHEST
                            + " requests a second.");
        }
        if (!(to >= from)) {
            throw new InvalidPlanException(
                    String.format(
                            Locale.ROOT,
                            "The highest rate, %,.0f, is below the first, %,.0f: a search for the limit goes up.",
                            to,
                            from));
        }
    }

    /// A run at that rate.
    ///
    /// @param rate requests a second
    public Load load(double rate) {
        return Load.Open.constant(rate, each, Load.Arrivals.EVEN);
    }
}
