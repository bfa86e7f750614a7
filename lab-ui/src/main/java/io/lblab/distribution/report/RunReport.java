package io.lblab.distribution.report;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.NginxCounts;
import io.lblab.distribution.ShareStatement;
import io.lblab.distribution.TwoObservers;
import io.lblab.traffic.TrafficPlan;
import io.lblab.upstream.Upstream;
import java.time.Instant;
import java.util.Optional;

/// Everything about one finished run.
///
/// @param title a few words: `Weights 3:1`
/// @param startedAt when it was fired
/// @param stack what it ran on: `local processes`
/// @param upstream the one that was live
/// @param upstreamBlock its text as it stood in nginx.conf
/// @param generation of the configuration
/// @param cancelled requests on their way when it was stopped
/// @param nginx the other observer's counts, where it was listening
public record RunReport(
        String title,
        Instant startedAt,
        String stack,
        TrafficPlan plan,
        Upstream upstream,
        String upstreamBlock,
        int generation,
        DistributionSnapshot run,
        long cancelled,
        Optional<NginxCounts> nginx) {

    public ShareStatement statement() {
        return ShareStatement.of(run, upstream);
    }

    public Optional<TwoObservers> observers() {
        return nginx.map(counts -> TwoObservers.compare(run, counts, plan, cancelled));
    }
}
