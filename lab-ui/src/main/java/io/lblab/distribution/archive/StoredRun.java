package io.lblab.distribution.archive;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.report.RunReport;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// A stored run in short.
///
/// @param number from 1, in the order of firing
/// @param plan its name
/// @param answered by server
/// @param verdict as [RunReport#verdict()] names it
public record StoredRun(
        int number,
        String plan,
        Instant startedAt,
        String stack,
        String strategy,
        long total,
        long errors,
        double seconds,
        double p50Millis,
        double p99Millis,
        Map<String, Long> answered,
        String verdict) {

    public StoredRun {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(verdict, "verdict");
        answered = Collections.unmodifiableMap(new LinkedHashMap<>(answered));
    }

    static StoredRun of(int number, RunReport report) {
        DistributionSnapshot run = report.run();
        Map<String, Long> answered = new LinkedHashMap<>();
        run.instances().forEach(instance -> answered.put(instance.server(), instance.count()));
        return new StoredRun(
                number,
                report.plan().name(),
                report.startedAt(),
                report.stack(),
                report.upstream().strategy().id(),
                run.total(),
                run.errors(),
                run.elapsed().toNanos() / 1e9,
                run.p50Millis(),
                run.p99Millis(),
                answered,
                report.verdict().verdict().id());
    }
}
