package io.lblab.cli;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.InstanceCount;
import io.lblab.distribution.NginxCounts;
import io.lblab.distribution.Percentiles;
import io.lblab.distribution.ReportException;
import io.lblab.distribution.TwoObservers;
import io.lblab.distribution.report.RunReport;
import io.lblab.distribution.threshold.Threshold;
import io.lblab.distribution.threshold.Threshold.Outcome;
import io.lblab.nginx.NginxException;
import io.lblab.stack.Stack;
import io.lblab.stack.StackException;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficPreset;
import io.lblab.traffic.engines.EngineChoice;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
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

    /// A distribution as JSON.
    ///
    /// @param clients addresses the requests came from
    /// @param wanderingClients those of them that met more than one instance
    /// @param nginxLog answers by server as nginx's access log counts them
    /// @param forecast by server what nginx's algorithm makes of these requests; empty without one
    /// @param forecastBasis `turns`, `clients`, `keys`, `lots`, `idle` or `none`
    /// @param verdict `matches`, `differs`, `too_few` or `nothing_to_compare`
    /// @param statement the verdict in sentences
    /// @param latencyMillis from the moment a request was due, serviceMillis from the moment it was
    ///   sent, latenessMillis between the two; all null without a request
    /// @param limitedByGenerator whether more than 1 % of the requests were sent over 1 ms late
    /// @param thresholds each with what was found
    /// @param stored the number under which `lab runs` has it
    record Report(
            String plan,
            long seed,
            int generation,
            String strategy,
            long requests,
            long errors,
            long resent,
            double seconds,
            double p50Millis,
            double p99Millis,
            double maxMillis,
            List<InstanceCount> instances,
            Map<Integer, Long> byStatus,
            Map<String, Long> failures,
            int clients,
            long wanderingClients,
            Map<String, Long> nginxLog,
            boolean observersAgree,
            Map<String, Double> forecast,
            String forecastBasis,
            String verdict,
            String statement,
            Percentiles latencyMillis,
            Percentiles serviceMillis,
            Percentiles latenessMillis,
            boolean limitedByGenerator,
            String engine,
            String engineReason,
            List<Outcome> thresholds,
            OptionalInt stored) {

        /// Of a run without thresholds, for which the plan chose the engine.
        static Report of(RunReport fired) {
            return of(fired, EngineChoice.of(fired.plan()), List.of(), OptionalInt.empty());
        }

        static Report of(
                RunReport fired, EngineChoice choice, List<Outcome> outcomes, OptionalInt stored) {
            DistributionSnapshot snapshot = fired.run();
            return new Report(
                    fired.plan().name(),
                    fired.plan().seed(),
                    fired.generation(),
                    fired.upstream().strategy().id(),
                    snapshot.total(),
                    snapshot.errors(),
                    snapshot.resent(),
                    snapshot.elapsed().toMillis() / 1e3,
                    snapshot.p50Millis(),
                    snapshot.p99Millis(),
                    snapshot.maxMillis(),
                    snapshot.instances(),
                    snapshot.byStatus(),
                    snapshot.failures(),
                    snapshot.clients().size(),
                    wandering(snapshot),
                    fired.nginx().map(NginxCounts::answered).orElse(Map.of()),
                    fired.observers().map(TwoObservers::agree).orElse(false),
                    forecastOf(fired),
                    fired.forecast().basis().name().toLowerCase(Locale.ROOT),
                    fired.verdict().verdict().id(),
                    fired.statement(),
                    snapshot.latency(),
                    snapshot.service(),
                    snapshot.lateness(),
                    snapshot.isLimitedByGenerator(),
                    choice.kind().id(),
                    choice.reason(),
                    outcomes,
                    stored);
        }
    }

    private static Map<String, Double> forecastOf(RunReport fired) {
        Map<String, Double> forecast = new LinkedHashMap<>();
        for (int i = 0; i < fired.forecast().counts().size(); i++) {
            forecast.put(
                    fired.upstream().servers().get(i).name(), fired.forecast().counts().get(i));
        }
        return forecast;
    }

    private static long wandering(DistributionSnapshot snapshot) {
        return snapshot.clients().values().stream()
                .filter(counts ->
                        IntStream.range(0, snapshot.instances().size())
                                        .filter(i -> counts.get(i) > 0)
                                        .count()
                                > 1)
                .count();
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
        Stack running = context.running(stack.kind());
        Firing firing = new Firing(context, running);
        TrafficPlan plan = options.plan(firing.base(), firing::clients);
        List<Threshold> bounds = bound.with(options.thresholds());
        EngineChoice choice = engine == null ? EngineChoice.of(plan) : EngineChoice.asked(engine);
        options.save(plan, bounds.stream().map(Threshold::text).toList());
        RunReport fired = firing.fire(plan.name(), plan, choice);
        OptionalInt stored = firing.store(fired);
        List<Outcome> outcomes = bounds.stream().map(one -> one.check(fired.run())).toList();
        if (json) {
            context.terminal().printJson(Report.of(fired, choice, outcomes, stored));
        } else {
            firing.print(fired);
            GeneratorText.print(context.terminal(), fired, choice);
            outcomes.forEach(this::print);
            stored.ifPresent(number ->
                    context.terminal().note("Stored as run " + number + "; lab runs lists them."));
        }
        if (out != null) {
            firing.write(plan.name(), List.of(fired), out);
        }
        boolean good =
                outcomes.isEmpty()
                        ? fired.run().errors() == 0
                        : outcomes.stream().allMatch(Outcome::held);
        return good ? ExitCodes.OK : ExitCodes.NOT_AS_EXPECTED;
    }

    private void print(Outcome outcome) {
        context.terminal()
                .print(
                        "  "
                                + (outcome.held() ? "kept    " : "BROKEN  ")
                                + outcome.threshold()
                                + ": "
                                + outcome.found());
    }
}
