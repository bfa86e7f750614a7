package io.lblab.cli;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.RunRecorder;
import io.lblab.distribution.forecast.RunForecast;
import io.lblab.traffic.Elsewhere;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficRun;
import io.lblab.traffic.engines.EngineChoice;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Fires a plan at a server that is not the lab's own stack, once somebody has confirmed it. There
/// is nobody else to count: no log of nginx, no forecast, no metrics.
final class FiringElsewhere {

    private static final Duration TICK = Duration.ofMillis(200);

    private final Terminal terminal;

    FiringElsewhere(Terminal terminal) {
        this.terminal = terminal;
    }

    /// The server, once its host was typed a second time: as an option, or when a person is asked.
    ///
    /// @throws InvalidPlanException when it was not
    Elsewhere confirm(String address, @Nullable String typed) {
        String host = Elsewhere.hostOf(address);
        Optional<String> confirmation =
                typed != null
                        ? Optional.of(typed)
                        : terminal.ask(
                                host
                                        + " is not the lab's own stack. Load can harm a server: type"
                                        + " its name again to fire at it: ");
        return Elsewhere.confirmed(
                address,
                confirmation.orElseThrow(() ->
                        new InvalidPlanException(
                                host
                                        + " is not the lab's own stack. To fire at it all the same,"
                                        + " name it a second time: --confirm "
                                        + host)));
    }

    /// Fires and waits for the end.
    ///
    /// @param interrupter told what ends it early
    DistributionSnapshot fire(TrafficPlan plan, EngineChoice choice, Consumer<Runnable> interrupter)
            throws InterruptedException {
        EngineChoice.warmUpFor(plan, choice, RunRecorder.ofStrangers());
        RunRecorder recorder = RunRecorder.ofStrangers();
        TrafficRun run = choice.engine().start(plan, recorder);
        interrupter.accept(run::stop);
        RunProgress progress = new RunProgress(terminal);
        while (!run.await(TICK)) {
            progress.show(run);
        }
        return recorder.snapshot();
    }

    /// Shows what came of it.
    void print(TrafficPlan plan, DistributionSnapshot run, EngineChoice choice) {
        DistributionText.print(terminal, run, RunForecast.NOTHING);
        terminal.print(
                "  "
                        + plan.base()
                        + " is not the lab's own stack: there is no log to compare with, no forecast and"
                        + " no verdict, and the run is not stored.");
        GeneratorText.print(terminal, plan, run, choice);
    }
}
