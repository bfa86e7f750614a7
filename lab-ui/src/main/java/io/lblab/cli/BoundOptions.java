package io.lblab.cli;

import io.lblab.distribution.threshold.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// What a run must keep.
final class BoundOptions {

    @Option(
            names = "--threshold",
            paramLabel = "BOUND",
            description =
                    "What must be kept: \"p99 < 50ms\", \"errors < 0.1%%\", \"rate > 900\", \"app1 75%% ± 1\". May stand several"
                            + " times; lab fire: with one, thresholds alone decide the exit code.")
    private List<String> thresholds = new ArrayList<>();

    /// Those of the plan's file, then those that were typed.
    ///
    /// @throws io.lblab.traffic.InvalidPlanException naming the one that can't be read
    List<Threshold> with(List<String> ofPlan) {
        return Stream.concat(ofPlan.stream(), thresholds.stream()).map(Threshold::parse).toList();
    }
}
