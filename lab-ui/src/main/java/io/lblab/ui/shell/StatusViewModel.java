package io.lblab.ui.shell;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.nginx.LiveConfig;
import io.lblab.stack.Service;
import io.lblab.stack.StackState;
import io.lblab.ui.fx.StatusDot.Tone;
import io.lblab.ui.model.ActiveStack;
import io.lblab.ui.model.LiveNginx;
import io.lblab.ui.model.LiveRates;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.model.Runs;
import io.lblab.ui.text.Numbers;
import io.lblab.ui.text.Texts;
import java.util.List;

/// The words of the status line.
final class StatusViewModel {

    private final ActiveStack stack;
    private final LiveNginx nginx;
    private final Runs runs;
    private final Texts texts;

    StatusViewModel(ActiveStack stack, LiveNginx nginx, Runs runs, Texts texts) {
        this.stack = stack;
        this.nginx = nginx;
        this.runs = runs;
        this.texts = texts;
    }

    /// The parts from left to right; an empty one is not shown.
    record Status(
            Tone tone,
            String stack,
            String instances,
            String generation,
            String traffic,
            String next) {}

    Status status() {
        StackState state = stack.stateProperty().get();
        String engine = texts.get("engine." + stack.kindProperty().get());
        boolean running = state == StackState.RUNNING;
        List<Service> shops =
                stack.services().stream().filter(s -> s.role() == Service.Role.SHOP).toList();
        long healthy = shops.stream().filter(Service::isUp).count();
        LiveConfig live = nginx.live();
        return new Status(
                tone(state, healthy, shops.size()),
                running ? texts.get("status.on", engine) : texts.get("status." + state, engine),
                running ? texts.get("status.healthy", healthy, shops.size()) : "",
                live == null ? "" : texts.get("status.generation", live.generation()),
                running ? traffic() : "",
                next(state, healthy, shops.size()));
    }

    private static Tone tone(StackState state, long healthy, int shops) {
        return switch (state) {
            case STOPPED -> Tone.IDLE;
            case STARTING, STOPPING -> Tone.WAITING;
            case RUNNING -> healthy == 0 ? Tone.BAD : healthy < shops ? Tone.WAITING : Tone.GOOD;
        };
    }

    private String traffic() {
        Numbers numbers = texts.numbers();
        LiveRates rates = runs.rates();
        RunFigures figures = runs.figures();
        if (figures == null) {
            return "";
        }
        DistributionSnapshot snapshot = figures.snapshot();
        return rates.running()
                ? texts.get(
                        "status.flowing",
                        numbers.rate(rates.total()),
                        numbers.count(rates.inFlight()))
                : texts.get(
                        "status.last",
                        numbers.count(snapshot.total()),
                        numbers.count(snapshot.errors()));
    }

    private String next(StackState state, long healthy, int shops) {
        return switch (state) {
            case STOPPED -> texts.get("next.start");
            case STARTING -> texts.get("next.starting");
            case STOPPING -> texts.get("next.stopping");
            case RUNNING -> {
                if (runs.runningProperty().get()) {
                    yield texts.get("next.stop");
                }
                yield texts.get(healthy < shops ? "next.repair" : "next.fire");
            }
        };
    }
}
