package io.lblab.cli;

import io.lblab.nginx.ApplyResult;
import io.lblab.nginx.ApplyStep;
import io.lblab.nginx.Balancing;
import io.lblab.nginx.ConfigApplier;
import io.lblab.nginx.DiffLine;
import io.lblab.nginx.LiveConfig;
import io.lblab.nginx.NginxException;
import io.lblab.stack.Stack;
import io.lblab.stack.StackException;
import io.lblab.upstream.InvalidUpstreamException;
import io.lblab.upstream.Server;
import io.lblab.upstream.Upstream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "apply",
        description =
                "Changes how the running nginx balances: strategy, servers, zone, workers. nginx -t, swap, reload, confirmed live, else"
                        + " rolled back.")
final class ApplyCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin private StackOption stack = new StackOption();

    @Mixin private BalancingOptions changes = new BalancingOptions();

    @Option(
            names = "--take-over",
            description =
                    "Make what was edited by hand in nginx.conf a generation of its own: tested, loaded and confirmed.")
    private boolean takeOver;

    @Option(
            names = "--overwrite",
            description =
                    "Write the lab's part of nginx.conf anew although it was edited by hand; the file as it was is kept.")
    private boolean overwrite;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    ApplyCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws StackException, NginxException, InterruptedException {
        if (takeOver && (overwrite || !changes.isEmpty())) {
            throw new InvalidUpstreamException(
                    "--take-over takes what stands in nginx.conf: leave --overwrite and what is to be changed out.");
        }
        changes.check();
        Stack running = context.running(stack.kind());
        ConfigApplier applier = new ConfigApplier(running.nginx());
        Consumer<ApplyStep> steps = step -> show(context.terminal(), step);
        if (takeOver) {
            return ended(context.terminal(), applier.takeOver(steps), json);
        }
        Balancing wanted = changes.of(base(applier));
        ApplyResult result =
                overwrite ? applier.overwrite(wanted, steps) : applier.apply(wanted, steps);
        return ended(context.terminal(), result, json);
    }

    /// What the options change: what is live, or what the lab wrote last when an edit is to be
    /// overwritten.
    private Balancing base(ConfigApplier applier) throws NginxException {
        LiveConfig live = applier.live();
        return overwrite && live.edit().isPresent()
                ? applier.history().config(live.edit().get().generation()).balancing()
                : live.balancing();
    }

    /// Says how an apply ended.
    ///
    /// @return the exit code
    static int ended(Terminal terminal, ApplyResult result, boolean json) {
        if (json) {
            terminal.printJson(result);
        }
        return switch (result) {
            case ApplyResult.Applied applied -> {
                if (!json) {
                    terminal.print(
                            String.format(
                                    Locale.ROOT,
                                    "Generation %d is live: %s %s, confirmed after %d ms.",
                                    applied.generation(),
                                    applied.upstream().strategy().id(),
                                    weights(applied.upstream()),
                                    applied.took().toMillis()));
                }
                yield ExitCodes.OK;
            }
            case ApplyResult.Refused refused -> {
                terminal.complain(
                        refused.reason()
                                + " Generation "
                                + refused.liveGeneration()
                                + " stays live.");
                yield ExitCodes.FAILED;
            }
            case ApplyResult.Edited edited -> {
                terminal.note(DiffLine.text(edited.edit().lines(), 1).stripTrailing());
                terminal.complain(
                        edited.reason()
                                + " lab apply --take-over makes it a generation; --overwrite puts the lab's in its place.");
                yield ExitCodes.FAILED;
            }
        };
    }

    /// Weights by server name, in the upstream's order.
    static Map<String, Integer> weights(Upstream upstream) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        for (Server server : upstream.servers()) {
            weights.put(server.name(), server.weight());
        }
        return weights;
    }

    static void show(Terminal terminal, ApplyStep step) {
        if (step.status() == ApplyStep.Status.RUNNING) {
            terminal.progress("  " + step.command());
            return;
        }
        terminal.note(
                String.format(
                        Locale.ROOT,
                        "  %-9s %-6s %s  (%d ms)%s",
                        step.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        step.status() == ApplyStep.Status.DONE ? "ok" : "failed",
                        step.command(),
                        step.took().toMillis(),
                        step.status() == ApplyStep.Status.FAILED ? "\n    " + step.detail() : ""));
    }
}
