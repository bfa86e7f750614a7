package io.lblab.ui.model;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.NginxCounts;
import io.lblab.traffic.TrafficPlan;
import io.lblab.upstream.Upstream;

/// A run's figures at one moment.
///
/// @param number counts the runs of this window
/// @param upstream what was live when the run began
/// @param nginxLog what nginx's own log says of the same time
public record RunFigures(
        int number,
        TrafficPlan plan,
        Upstream upstream,
        DistributionSnapshot snapshot,
        long finished,
        int inFlight,
        boolean running,
        NginxCounts nginxLog) {

    /// 0–1.
    public double progress() {
        return (double) finished / plan.requests();
    }
}
