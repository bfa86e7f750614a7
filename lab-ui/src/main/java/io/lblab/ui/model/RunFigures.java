package io.lblab.ui.model;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.NginxCounts;
import io.lblab.distribution.verdict.RunVerdict;
import io.lblab.traffic.TrafficPlan;
import io.lblab.upstream.Upstream;
import java.time.Instant;

/// A run's figures at one moment.
///
/// @param number counts the runs of this window
/// @param at the moment of the last answer
/// @param upstream what was live when the run began
/// @param nginxLog what nginx's own log says of the same time
/// @param verdict on what there is so far
public record RunFigures(
        int number,
        Instant at,
        TrafficPlan plan,
        Upstream upstream,
        DistributionSnapshot snapshot,
        long finished,
        int inFlight,
        boolean running,
        NginxCounts nginxLog,
        RunVerdict verdict) {

    /// 0–1.
    public double progress() {
        return (double) finished / plan.requests();
    }
}
