package io.lblab.distribution.report;

import io.lblab.distribution.Circumstances;
import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.NginxCounts;
import io.lblab.distribution.TwoObservers;
import io.lblab.distribution.verdict.RunVerdict;
import io.lblab.distribution.verdict.VerdictWords;
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
/// @param circumstances what else happened
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
        Optional<NginxCounts> nginx,
        Circumstances circumstances) {

    public RunVerdict verdict() {
        return RunVerdict.of(run, upstream, plan, startedAt, nginx, cancelled, circumstances);
    }

    /// The verdict in English, as of the run's end.
    public String statement() {
        return verdict().text(VerdictWords.english(), startedAt.plus(run.elapsed()));
    }

    public Optional<TwoObservers> observers() {
        return nginx.map(counts -> TwoObservers.compare(run, counts, plan, cancelled));
    }
}
