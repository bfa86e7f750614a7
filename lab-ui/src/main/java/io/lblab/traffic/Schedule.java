package io.lblab.traffic;

import io.lblab.traffic.Load.Arrivals;
import io.lblab.traffic.Load.Open;
import io.lblab.traffic.Load.Stage;
import java.util.SplittableRandom;

/// When the requests of an open model are due, one after the other. The same seed gives the same
/// moments.
///
/// The number of requests due until `t` is Λ(t), the integral of the rate. Even arrivals are due
/// where Λ is a whole number; those of a Poisson process where Λ is a sum of exponential variables
/// of mean 1 (Çinlar's inversion method for a rate that changes).
public final class Schedule {

    /// No more requests are due.
    public static final long END = Long.MAX_VALUE;

    private static final double NANOS = 1e9;

    private final Open load;
    private final SplittableRandom random;
    private int stage;

    /// Λ and the time at the stage's beginning, in seconds.
    private double expectedBefore;

    private double secondsBefore;

    /// Where Λ is at the next request.
    private double target;

    public Schedule(Open load, long seed) {
        this.load = load;
        random = new SplittableRandom(seed);
        target = load.arrivals() == Arrivals.EVEN ? 0 : step();
    }

    /// When the next request is due, in nanoseconds from the run's start; [#END] when there are no
    /// more.
    public long next() {
        while (stage < load.stages().size()) {
            Stage now = load.stages().get(stage);
            double expected = target - expectedBefore;
            if (expected < now.requests()) {
                target += step();
                return Math.round((secondsBefore + seconds(now, expected)) * NANOS);
            }
            expectedBefore += now.requests();
            secondsBefore += now.seconds();
            stage++;
        }
        return END;
    }

    private double step() {
        return load.arrivals() == Arrivals.EVEN ? 1 : -Math.log1p(-random.nextDouble());
    }

    /// When a stage has made that many: the root of `from·t + (to − from)/(2·time)·t² = expected`
    /// between 0 and the stage's time, in the form that loses no digits.
    private static double seconds(Stage stage, double expected) {
        double slope = (stage.to() - stage.from()) / stage.seconds();
        double root = Math.sqrt(stage.from() * stage.from() + 2 * slope * expected);
        return expected == 0 ? 0 : 2 * expected / (stage.from() + root);
    }
}
