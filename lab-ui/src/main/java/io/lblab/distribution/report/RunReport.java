package io.lblab.distribution.report;

import io.lblab.distribution.Circumstances;
import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.InstanceCount;
import io.lblab.distribution.NginxCounts;
import io.lblab.distribution.ShopCounts;
import io.lblab.distribution.TwoObservers;
import io.lblab.distribution.forecast.RunForecast;
import io.lblab.distribution.forecast.RunForecaster;
import io.lblab.distribution.threshold.Threshold;
import io.lblab.distribution.threshold.Threshold.Outcome;
import io.lblab.distribution.verdict.RunVerdict;
import io.lblab.distribution.verdict.VerdictWords;
import io.lblab.traffic.TrafficPlan;
import io.lblab.upstream.Upstream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
/// @param forecast what nginx's algorithm makes of the requests that were sent
/// @param shop what the instances counted themselves, where they were asked
/// @param thresholds what it was held to
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
        Circumstances circumstances,
        RunForecast forecast,
        Optional<ShopCounts> shop,
        List<Threshold> thresholds) {

    public RunReport {
        // Runs that were stored before there were any have none.
        thresholds = List.copyOf(Objects.requireNonNullElse(thresholds, List.of()));
    }

    /// The report of a run whose instances were not asked.
    public RunReport(
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
            Circumstances circumstances,
            RunForecast forecast) {
        this(
                title,
                startedAt,
                stack,
                plan,
                upstream,
                upstreamBlock,
                generation,
                run,
                cancelled,
                nginx,
                circumstances,
                forecast,
                Optional.empty(),
                List.of());
    }

    /// The report of a run whose forecast is still to be made.
    public RunReport(
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
        this(
                title,
                startedAt,
                stack,
                plan,
                upstream,
                upstreamBlock,
                generation,
                run,
                cancelled,
                nginx,
                circumstances,
                RunForecaster.of(run, upstream, plan, cancelled, circumstances));
    }

    /// The same with what the instances counted.
    public RunReport with(ShopCounts counts) {
        return copy(Optional.of(counts), thresholds);
    }

    /// The same held to these.
    public RunReport heldTo(List<Threshold> bounds) {
        return copy(shop, bounds);
    }

    private RunReport copy(Optional<ShopCounts> counts, List<Threshold> bounds) {
        return new RunReport(
                title,
                startedAt,
                stack,
                plan,
                upstream,
                upstreamBlock,
                generation,
                run,
                cancelled,
                nginx,
                circumstances,
                forecast,
                counts,
                bounds);
    }

    /// How it kept what it was held to.
    public List<Outcome> outcomes() {
        return thresholds.stream().map(threshold -> threshold.check(run)).toList();
    }

    public RunVerdict verdict() {
        return RunVerdict.of(
                run, upstream, plan, forecast, startedAt, nginx, cancelled, circumstances);
    }

    /// What the dashed line of an instance stands for: its part of the forecast where there is one,
    /// else what its weight asks for; NaN for what is no server of the upstream. Like the share of
    /// what was counted it is of all requests, those included that no server answered.
    ///
    /// @param index place among the snapshot's instances
    public double expectedShare(int index) {
        if (forecast.isKnown()) {
            return forecast.count(index) / run.total();
        }
        long answered =
                run.instances().stream()
                        .filter(instance -> !Double.isNaN(instance.configuredShare()))
                        .mapToLong(InstanceCount::count)
                        .sum();
        return run.instances().get(index).configuredShare() * answered / run.total();
    }

    /// The same of the requests that are forecast, or that servers answered: they add up to 1.
    public double expectedShareAmongServers(int index) {
        return forecast.isKnown()
                ? forecast.share(index)
                : run.instances().get(index).configuredShare();
    }

    /// The verdict in English, as of the run's end.
    public String statement() {
        return verdict().text(VerdictWords.english(), startedAt.plus(run.elapsed()));
    }

    public Optional<TwoObservers> observers() {
        return nginx.map(counts -> TwoObservers.compare(run, counts, plan, cancelled));
    }
}
