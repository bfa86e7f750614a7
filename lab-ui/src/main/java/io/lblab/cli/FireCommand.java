package io.lblab.cli;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.InstanceCount;
import io.lblab.distribution.NginxCounts;
import io.lblab.distribution.ReportException;
import io.lblab.distribution.TwoObservers;
import io.lblab.distribution.report.RunReport;
import io.lblab.nginx.NginxException;
import io.lblab.stack.Stack;
import io.lblab.stack.StackException;
import io.lblab.traffic.TrafficPlan;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "fire",
        description =
                "Fires traffic at the running stack and says who answered. Exit code 3 when a request failed.")
final class FireCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin private StackOption stack = new StackOption();
    @Mixin private FireOptions options = new FireOptions();

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
            String statement) {

        static Report of(RunReport fired) {
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
                    fired.statement());
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
        Stack running = context.running(stack.kind());
        Firing firing = new Firing(context, running);
        TrafficPlan plan = options.plan(firing.base(), firing::clients);
        RunReport fired = firing.fire(plan.name(), plan);
        if (json) {
            context.terminal().printJson(Report.of(fired));
        } else {
            firing.print(fired);
        }
        if (out != null) {
            firing.write(plan.name(), List.of(fired), out);
        }
        return fired.run().errors() == 0 ? ExitCodes.OK : ExitCodes.NOT_AS_EXPECTED;
    }
}
