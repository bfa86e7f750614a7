package io.lblab.cli;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.report.RunReport;
import io.lblab.traffic.Load;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.engines.EngineChoice;
import java.util.Locale;

/// What is to be known of the generator itself.
final class GeneratorText {

    private GeneratorText() {}

    static void print(Terminal terminal, RunReport fired, EngineChoice choice) {
        print(terminal, fired.plan(), fired.run(), choice);
    }

    static void print(
            Terminal terminal, TrafficPlan plan, DistributionSnapshot run, EngineChoice choice) {
        terminal.print("  Engine: " + choice.kind().id() + ", because " + choice.reason() + ".");
        lateness(terminal, plan, run);
    }

    /// Of an open model: how late requests were sent.
    static void lateness(Terminal terminal, TrafficPlan plan, DistributionSnapshot run) {
        if (!(plan.load() instanceof Load.Open) || run.total() == 0) {
            return;
        }
        terminal.print(
                String.format(
                        Locale.ROOT,
                        "  Latency counts from when a request was due. From when it was sent: p50 %.1f ms, p99 %.1f ms;"
                                + " sent late by p50 %.2f ms, p99 %.2f ms.",
                        run.service().p50(),
                        run.service().p99(),
                        run.lateness().p50(),
                        run.lateness().p99()));
        if (run.isLimitedByGenerator()) {
            terminal.print(
                    String.format(
                            Locale.ROOT,
                            "  Limited by the generator: %,d of %,d requests were sent more than 1 ms late. Ask for less,"
                                    + " allow more in flight (-c), or leave the machine more to itself.",
                            run.late(),
                            run.total()));
        }
    }
}
