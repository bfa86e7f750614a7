package io.lblab.cli;

import io.lblab.distribution.report.RunReport;
import io.lblab.distribution.threshold.Threshold;
import io.lblab.nginx.NginxException;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.engines.EngineChoice;
import java.util.List;
import java.util.OptionalInt;

/// A run that was fired here just now.
///
/// @param stored its number; empty when it could not be stored
record FiredRun(RunReport report, EngineChoice choice, OptionalInt stored) {

    /// Fires, waits for the end, and stores what came of it.
    static FiredRun of(Firing firing, TrafficPlan plan, EngineChoice choice, List<Threshold> bounds)
            throws NginxException, InterruptedException {
        RunReport report = firing.fire(plan.name(), plan, choice, bounds);
        return new FiredRun(report, choice, firing.store(report));
    }

    /// Says who answered and how it kept what it was held to.
    void print(Terminal terminal, boolean json) {
        if (json) {
            terminal.printJson(FireReport.of(report, choice, stored));
            return;
        }
        Firing.print(terminal, report);
        GeneratorText.print(terminal, report, choice);
        BoundText.print(terminal, report.outcomes());
        stored.ifPresent(
                number -> terminal.note("Stored as run " + number + "; lab runs lists them."));
    }

    int exitCode() {
        return BoundText.isGood(report.run(), report.outcomes())
                ? ExitCodes.OK
                : ExitCodes.NOT_AS_EXPECTED;
    }
}
