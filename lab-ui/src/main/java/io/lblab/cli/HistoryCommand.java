package io.lblab.cli;

import io.lblab.nginx.ConfigApplier;
import io.lblab.nginx.ConfigHistory;
import io.lblab.nginx.DiffLine;
import io.lblab.nginx.Generation;
import io.lblab.nginx.HandEdit;
import io.lblab.nginx.LiveConfig;
import io.lblab.nginx.NginxException;
import io.lblab.nginx.Origin;
import io.lblab.stack.StackException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "history",
        description =
                "Every configuration nginx has run since the stack was started; shows, compares and brings one back.")
final class HistoryCommand implements Callable<Integer> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final int CONTEXT = 2;

    /// What can be done with the history.
    enum Action {
        list,
        show,
        diff,
        back
    }

    private final CliContext context;

    @Mixin private StackOption stack = new StackOption();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ACTION",
            defaultValue = "list",
            description =
                    "list; show N: its upstream; diff N [M]: what changed from N to M, or to nginx.conf as it is now;"
                            + " back N: apply N again.")
    private Action action = Action.list;

    @Parameters(index = "1", arity = "0..1", paramLabel = "N", description = "A generation.")
    private @Nullable Integer first;

    @Parameters(index = "2", arity = "0..1", paramLabel = "M", description = "Another one.")
    private @Nullable Integer second;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    HistoryCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws StackException, NginxException, InterruptedException {
        ConfigApplier applier = new ConfigApplier(context.running(stack.kind()).nginx());
        LiveConfig live = applier.live();
        switch (action) {
            case list -> list(applier.history().generations(), live);
            case show ->
                    context.terminal()
                            .print(applier.history().config(generation()).live().upstreamBlock());
            case diff -> diff(applier.history(), live);
            case back -> {
                return ApplyCommand.ended(
                        context.terminal(),
                        applier.bringBack(
                                generation(), step -> ApplyCommand.show(context.terminal(), step)),
                        json);
            }
        }
        return ExitCodes.OK;
    }

    private void list(List<Generation> generations, LiveConfig live) {
        if (json) {
            context.terminal().printJson(generations);
            return;
        }
        for (Generation each : generations) {
            context.terminal()
                    .print(
                            String.format(
                                    Locale.ROOT,
                                    "%4d  %s  %-12s %-12s %s%s",
                                    each.number(),
                                    TIME.format(each.at()),
                                    words(each.origin()),
                                    each.upstream().strategy().id(),
                                    ApplyCommand.weights(each.upstream()),
                                    each.number() == live.generation() ? "  live" : ""));
        }
        live.edit()
                .ifPresent(edit ->
                        context.terminal()
                                .print(
                                        "nginx.conf was edited by hand since generation "
                                                + edit.generation()
                                                + ": lab history diff "
                                                + edit.generation()
                                                + " shows it."));
    }

    private void diff(ConfigHistory history, LiveConfig live) throws NginxException {
        int from = generation();
        List<DiffLine> lines;
        Optional<HandEdit> edit = live.edit().filter(e -> e.generation() == from);
        if (second == null && edit.isPresent()) {
            lines = edit.get().lines();
        } else {
            String after = second == null ? live.text() : history.config(second).live().text();
            lines = DiffLine.between(history.config(from).live().text(), after);
        }
        if (json) {
            context.terminal().printJson(lines);
        } else {
            context.terminal()
                    .print(
                            DiffLine.differ(lines)
                                    ? DiffLine.text(lines, CONTEXT).stripTrailing()
                                    : "No line differs.");
        }
    }

    private int generation() throws NginxException {
        if (first == null) {
            throw new NginxException(
                    "Name a generation: lab history " + action + " 3. lab history lists them.");
        }
        return first;
    }

    private static String words(Origin origin) {
        return switch (origin) {
            case START -> "start";
            case APPLIED -> "applied";
            case SLOW_START -> "slow start";
            case BROUGHT_BACK -> "brought back";
            case BY_HAND -> "by hand";
        };
    }
}
