package io.lblab.cli;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.threshold.Threshold.Outcome;
import java.util.List;

/// What a run was held to, as lines of a terminal.
final class BoundText {

    private BoundText() {}

    static void print(Terminal terminal, List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            terminal.print(
                    "  "
                            + (outcome.held() ? "kept    " : "BROKEN  ")
                            + outcome.threshold()
                            + ": "
                            + outcome.found());
        }
    }

    /// Whether a run is as it must be: every bound was kept; without any, no request failed.
    static boolean isGood(DistributionSnapshot run, List<Outcome> outcomes) {
        return outcomes.isEmpty() ? run.errors() == 0 : outcomes.stream().allMatch(Outcome::held);
    }
}
