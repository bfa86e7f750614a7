package io.lblab.cli;

import io.lblab.distribution.ReportException;
import io.lblab.distribution.report.RunExport;
import io.lblab.distribution.report.RunReport;
import io.lblab.distribution.verdict.RunVerdict;
import io.lblab.nginx.ApplyResult;
import io.lblab.nginx.ConfigApplier;
import io.lblab.nginx.NginxException;
import io.lblab.stack.Stack;
import io.lblab.stack.StackException;
import io.lblab.stack.StackOptions;
import io.lblab.stack.Stacks;
import io.lblab.traffic.ClientPool;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficPreset;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description =
                "Starts the stack, runs the guide's load test under round-robin, under weights 3:1 and under ip_hash from many"
                        + " clients, writes a chart and a report, and stops. Nothing is left running.")
final class DemoCommand implements Callable<Integer> {

    private static final long SEED = 1;

    private final CliContext context;

    @Mixin private StackOption stack = new StackOption();
    @Mixin private PortOption port = new PortOption();
    @Mixin private ShopOptions shop = new ShopOptions();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER",
            defaultValue = "lab-demo",
            description = "Where the chart and the report go (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("lab-demo");

    @Option(
            names = {"-n", "--requests"},
            paramLabel = "N",
            defaultValue = "10000",
            description = "Requests of each run (default: ${DEFAULT-VALUE}).")
    private int requests;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "64",
            description = "Client networks of the ip_hash run (default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(names = "--json", description = "Print the three distributions as JSON.")
    private boolean json;

    DemoCommand(CliContext context) {
        this.context = context;
    }

    /// The result as JSON.
    record Report(
            String stack,
            double startSeconds,
            List<FireReport> runs,
            String chart,
            String report) {}

    @Override
    public Integer call()
            throws StackException, NginxException, ReportException, InterruptedException {
        if (context.stacks().running().isPresent()) {
            throw new StackException(
                    "A stack is running already, and the demonstration starts its own. Stop it first with: lab down");
        }
        TrafficPlan checked =
                plan(URI.create("http://127.0.0.1"), ClientPools.thisMachine(), "check");
        Stacks.Choice choice = context.stacks().choose(stack.kind());
        context.terminal().note("Starting on " + choice.why());
        Stack chosen = choice.stack();
        ProgressLines progress = new ProgressLines(context.terminal());
        try (OnInterrupt _ = OnInterrupt.run(context.terminal(), () -> chosen.stop(progress))) {
            StackOptions options =
                    StackOptions.defaults()
                            .withPort(port.port())
                            .withShop(shop.choices(chosen.usualShop()));
            Duration start = chosen.start(options, progress);
            try {
                return show(chosen, start, checked.requests());
            } finally {
                chosen.stop(progress);
            }
        }
    }

    private int show(Stack chosen, Duration start, int count)
            throws StackException, NginxException, ReportException, InterruptedException {
        Terminal terminal = context.terminal();
        terminal.note(
                String.format(
                        Locale.ROOT,
                        "Up in %.1f s: shop at %s/shop",
                        start.toMillis() / 1e3,
                        chosen.nginx().site().entry()));
        Firing firing = new Firing(context, chosen);
        Upstream even = new ConfigApplier(chosen.nginx()).live().upstream();
        String first = even.servers().getFirst().name();
        List<RunReport> runs = new ArrayList<>();

        ClientPool one = ClientPools.thisMachine();
        runs.add(fire(firing, "Round-robin: in turn", plan(firing.base(), one, "round-robin")));

        Upstream weighted = even.withWeights(Map.of(first, 3));
        apply(chosen, weighted);
        runs.add(
                fire(
                        firing,
                        "Weights " + RunVerdict.weightsOf(weighted) + ": in turn, by weight",
                        plan(firing.base(), one, "weights")));

        apply(chosen, even.withStrategy(new Strategy.IpHash()));
        runs.add(
                fire(
                        firing,
                        "ip_hash: same network, same instance",
                        plan(firing.base(), firing.clients(clients, SEED), "ip_hash")));

        RunExport.Written written = firing.write("The guide's load test, three ways", runs, out);
        if (json) {
            terminal.printJson(
                    new Report(
                            chosen.kind().name().toLowerCase(Locale.ROOT),
                            start.toMillis() / 1e3,
                            runs.stream().map(FireReport::of).toList(),
                            written.chart().toAbsolutePath().toString(),
                            written.report().toAbsolutePath().toString()));
        }
        boolean good =
                runs.stream()
                        .allMatch(r ->
                                r.verdict().matches()
                                        && r.run().errors() == 0
                                        && r.run().total() == count);
        return good ? ExitCodes.OK : ExitCodes.NOT_AS_EXPECTED;
    }

    private RunReport fire(Firing firing, String title, TrafficPlan plan)
            throws NginxException, InterruptedException {
        if (!json) {
            context.terminal().print("");
            context.terminal().print(title);
        }
        RunReport report = firing.fire(title, plan);
        if (!json) {
            firing.print(report);
        }
        return report;
    }

    private void apply(Stack chosen, Upstream wanted)
            throws StackException, NginxException, InterruptedException {
        ApplyResult result =
                new ConfigApplier(chosen.nginx())
                        .apply(wanted, step -> ApplyCommand.show(context.terminal(), step));
        switch (result) {
            case ApplyResult.Applied _ -> {}
            case ApplyResult.Refused refused -> throw new NginxException(refused.reason());
            case ApplyResult.Edited edited -> throw new NginxException(edited.reason());
        }
    }

    private TrafficPlan plan(URI base, ClientPool pool, String name) {
        TrafficPreset preset = TrafficPreset.LOAD_TEST;
        return new TrafficPlan(
                name,
                base,
                preset.mix(),
                requests,
                Math.min(preset.concurrency(), Math.max(1, requests)),
                pool,
                SEED);
    }
}
