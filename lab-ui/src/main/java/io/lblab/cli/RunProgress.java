package io.lblab.cli;

import io.lblab.traffic.TrafficRun;
import java.util.Locale;

/// A run under way as one line: how far it is, and how fast.
final class RunProgress {

    private final Terminal terminal;
    private final MovingLine line;

    RunProgress(Terminal terminal) {
        this.terminal = terminal;
        line = new MovingLine(terminal);
    }

    /// To be called a few times a second.
    void show(TrafficRun run) {
        double seconds = Math.max(1e-3, run.elapsed().toNanos() / 1e9);
        double ofTime =
                run.plan()
                        .time()
                        .map(time -> Math.min(1, run.elapsed().toNanos() / (double) time.toNanos()))
                        .orElse(0.0);
        double done = Math.max(ofTime, (double) run.finished() / run.plan().requests());
        line.show(
                run.elapsed(),
                terminal.progressBar(done) + "  ",
                String.format(
                        Locale.ROOT,
                        "%,d %s  %,.0f req/s",
                        run.finished(),
                        run.plan().time().isPresent()
                                ? String.format(
                                        Locale.ROOT,
                                        "requests, %.0f of %.0f s",
                                        seconds,
                                        run.plan().time().get().toMillis() / 1e3)
                                : String.format(
                                        Locale.ROOT, "of %,d requests", run.plan().requests()),
                        run.finished() / seconds));
    }
}
