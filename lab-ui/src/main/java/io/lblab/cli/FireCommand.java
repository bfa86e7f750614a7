package io.lblab.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.ReportException;
import io.lblab.distribution.report.JsonExport;
import io.lblab.distribution.threshold.Threshold;
import io.lblab.distribution.threshold.Threshold.Outcome;
import io.lblab.nginx.NginxException;
import io.lblab.stack.Stack;
import io.lblab.stack.StackException;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.Elsewhere;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficPreset;
import io.lblab.traffic.engines.EngineChoice;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "fire",
        description =
                "Fires traffic at the running stack and says who answered. Exit code 3 when a request failed, or, with"
                        + " thresholds, when one was not kept.")
final class FireCommand implements Callable<Integer> {

    /// Where a plan is made for before it is sent elsewhere.
    private static final URI NOWHERE = URI.create("http://127.0.0.1");

    private final CliContext context;

    @Mixin private StackOption stack = new StackOption();
    @Mixin private FireOptions options = new FireOptions();
    @Mixin private BoundOptions bound = new BoundOptions();

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description =
                    "raw (selector loops, the least processor time) or okhttp; without it the plan decides, and the output"
                            + " says why.")
    private @Nullable String engine;

    @Option(names = "--list", description = "Show the presets, and fire nothing.")
    private boolean list;

    @Option(
            names = "--at",
            paramLabel = "URL",
            description =
                    "Fire at another server than the lab's own stack: http://host:port. It must be yours to load, and is to be"
                            + " confirmed.")
    private @Nullable String at;

    @Option(
            names = "--confirm",
            paramLabel = "HOST",
            description = "With --at: the host's name once more, where nobody can be asked.")
    private @Nullable String confirm;

    @Option(names = "--json", description = "Print the distribution as JSON.")
    private boolean json;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER",
            description = "Write a chart and a report there.")
    private @Nullable Path out;

    FireCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call()
            throws StackException, NginxException, ReportException, InterruptedException {
        if (list) {
            TrafficPreset.all()
                    .forEach(preset ->
                            context.terminal()
                                    .print(
                                            "  %-17s %s"
                                                    .formatted(preset.id(), preset.description())));
            return ExitCodes.OK;
        }
        try (EndedEarly early = new EndedEarly(context.terminal())) {
            return at == null ? here(early) : elsewhere(at, early);
        }
    }

    /// Fires at the lab's own stack.
    private int here(EndedEarly early)
            throws StackException, NginxException, ReportException, InterruptedException {
        if (confirm != null) {
            throw new InvalidPlanException("--confirm goes with --at: name the server it is for.");
        }
        Stack running = context.running(stack.kind());
        Firing firing = new Firing(context, running, early::by);
        TrafficPlan plan = options.plan(firing.base(), firing::clients);
        List<Threshold> bounds = bound.with(options.thresholds());
        EngineChoice choice = engine == null ? EngineChoice.of(plan) : EngineChoice.asked(engine);
        firing.checked(bounds); // nothing is saved that can't be fired
        options.save(plan, bounds.stream().map(Threshold::text).toList());
        FiredRun fired = FiredRun.of(firing, plan, choice, bounds);
        fired.print(context.terminal(), json);
        if (out != null) {
            firing.write(plan.name(), List.of(fired.report()), out);
        }
        return fired.exitCode();
    }

    /// Fires at a server that is not the lab's.
    private int elsewhere(String address, EndedEarly early) throws InterruptedException {
        if (out != null) {
            throw new InvalidPlanException(
                    "A report is about the lab's own stack: leave --out away, --json has the figures.");
        }
        FiringElsewhere firing = new FiringElsewhere(context.terminal());
        Elsewhere place = firing.confirm(address, confirm);
        TrafficPlan plan = options.plan(NOWHERE, ClientPools::forwarded).sentTo(place);
        List<Threshold> bounds = bound.with(options.thresholds());
        EngineChoice choice = engine == null ? EngineChoice.of(plan) : EngineChoice.asked(engine);
        options.save(plan, bounds.stream().map(Threshold::text).toList());
        DistributionSnapshot run = firing.fire(plan, choice, early::by);
        List<Outcome> outcomes = bounds.stream().map(one -> one.check(run)).toList();
        if (json) {
            context.terminal()
                    .printJson(
                            new ReportElsewhere(
                                    plan.base().toString(),
                                    new JsonExport().toJson(run),
                                    choice.kind().id(),
                                    outcomes));
        } else {
            firing.print(plan, run, choice);
            BoundText.print(context.terminal(), outcomes);
        }
        return BoundText.isGood(run, outcomes) ? ExitCodes.OK : ExitCodes.NOT_AS_EXPECTED;
    }

    /// A run at a server that is not the lab's, as JSON.
    record ReportElsewhere(
            String target, JsonNode distribution, String engine, List<Outcome> thresholds) {}
}
