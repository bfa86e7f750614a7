package io.lblab.cli;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.InstanceCount;
import io.lblab.distribution.NginxCounts;
import io.lblab.distribution.Percentiles;
import io.lblab.distribution.TwoObservers;
import io.lblab.distribution.report.RunReport;
import io.lblab.distribution.threshold.Threshold.Outcome;
import io.lblab.traffic.engines.EngineChoice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// A distribution as JSON.
///
/// @param clients addresses the requests came from
/// @param wanderingClients those of them that met more than one instance
/// @param nginxLog answers by server as nginx's access log counts them
/// @param forecast by server what nginx's algorithm makes of these requests; empty without one
/// @param forecastBasis `turns`, `clients`, `keys`, `lots`, `idle`, `filled` or `none`
/// @param verdict `matches`, `differs`, `too_few` or `nothing_to_compare`
/// @param statement the verdict in sentences
/// @param latencyMillis from the moment a request was due, serviceMillis from the moment it was
///   sent, latenessMillis between the two; all null without a request
/// @param limitedByGenerator whether more than 1 % of the requests were sent over 1 ms late
/// @param thresholds each with what was found
/// @param stored the number under which `lab runs` has it
record FireReport(
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

    /// Of a run that is stored nowhere, for which the plan chose the engine.
    static FireReport of(RunReport fired) {
        return of(fired, EngineChoice.of(fired.plan()), OptionalInt.empty());
    }

    static FireReport of(RunReport fired, EngineChoice choice, OptionalInt stored) {
        DistributionSnapshot snapshot = fired.run();
        return new FireReport(
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
                fired.outcomes(),
                stored);
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
}
