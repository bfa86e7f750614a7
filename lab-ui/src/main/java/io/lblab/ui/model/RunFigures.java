package io.lblab.ui.model;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.NginxCounts;
import io.lblab.distribution.ShopCounts;
import io.lblab.distribution.forecast.RunForecast;
import io.lblab.distribution.report.RunReport;
import io.lblab.distribution.verdict.RunVerdict;
import io.lblab.traffic.Load;
import io.lblab.traffic.TrafficPlan;
import io.lblab.upstream.Upstream;
import java.time.Instant;
import java.util.Map;

/// A run's figures at one moment.
///
/// @param number as it is stored, from 1
/// @param at the moment of the last answer
/// @param report what is known of the run so far, as files have it
/// @param nginxLog what nginx's own log says of the same time
/// @param verdict on what there is so far
public record RunFigures(
        int number,
        Instant at,
        RunReport report,
        long finished,
        int inFlight,
        boolean running,
        NginxCounts nginxLog,
        RunVerdict verdict) {

    /// Of a run that is over and was stored.
    static RunFigures ofStored(int number, RunReport report) {
        NginxCounts nothing = new NginxCounts(0, Map.of(), Map.of(), 0, 0, Map.of());
        return new RunFigures(
                number,
                report.startedAt().plus(report.run().elapsed()),
                report,
                report.run().total(),
                0,
                false,
                report.nginx().orElse(nothing),
                report.verdict());
    }

    /// The same with what the instances counted.
    RunFigures with(ShopCounts counts) {
        return new RunFigures(
                number, at, report.with(counts), finished, inFlight, running, nginxLog, verdict);
    }

    public TrafficPlan plan() {
        return report.plan();
    }

    /// What was live when the run began.
    public Upstream upstream() {
        return report.upstream();
    }

    public DistributionSnapshot snapshot() {
        return report.run();
    }

    public RunForecast forecast() {
        return report.forecast();
    }

    /// 0–1: of the requests, or of the time where the clock ends a closed model.
    public double progress() {
        double ofTime =
                plan().load() instanceof Load.Closed closed
                        ? closed.until()
                                .time()
                                .map(time ->
                                        (double) snapshot().elapsed().toNanos() / time.toNanos())
                                .orElse(0.0)
                        : 0;
        return Math.min(1, Math.max(ofTime, (double) finished / plan().requests()));
    }
}
