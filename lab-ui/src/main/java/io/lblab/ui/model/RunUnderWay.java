package io.lblab.ui.model;

import io.lblab.distribution.Circumstances;
import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.NginxCounts;
import io.lblab.distribution.NginxLogCounter;
import io.lblab.distribution.RunRecorder;
import io.lblab.distribution.ShopCounter;
import io.lblab.distribution.TwoObservers;
import io.lblab.distribution.forecast.RunForecaster;
import io.lblab.distribution.report.RunReport;
import io.lblab.distribution.threshold.Threshold;
import io.lblab.distribution.verdict.RunVerdict;
import io.lblab.nginx.ConfigApplier;
import io.lblab.nginx.LiveConfig;
import io.lblab.nginx.NginxException;
import io.lblab.nginx.NginxHost;
import io.lblab.nginx.NginxSite;
import io.lblab.traffic.TrafficEngine;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficRun;
import io.lblab.traffic.engines.EngineChoice;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One run and everything that watches it. Its figures may be asked for on any thread.
///
/// @param bounds what it is held to
/// @param stack what it runs on: `local processes`
/// @param live the configuration that was live when it began
/// @param shop empty where the instances are not asked
record RunUnderWay(
        List<Threshold> bounds,
        TrafficRun run,
        RunRecorder recorder,
        Instant startedAt,
        String stack,
        LiveConfig live,
        RunForecaster forecaster,
        NginxLogCounter log,
        NginxHost.Subscription logSubscription,
        Optional<ShopReading> shop) {

    /// What the instances had counted when the run began.
    record ShopReading(ShopCounter counter, ShopCounter.Reading before) {}

    /// Starts one. Takes as long as nginx and the instances take to be asked, and the warm-up of an
    /// open model.
    ///
    /// @param stack what it runs on
    /// @throws io.lblab.traffic.InvalidPlanException before anything is fired, when a bound names
    ///   no server
    static RunUnderWay start(
            TrafficEngine engine,
            TrafficPlan plan,
            List<Threshold> bounds,
            NginxHost host,
            String stack)
            throws NginxException, IOException, InterruptedException {
        NginxSite site = host.site();
        LiveConfig live = new ConfigApplier(host).live();
        Threshold.checkServers(bounds, live.upstream());
        NginxLogCounter log = new NginxLogCounter(site.instanceAddresses(), live.upstream());
        NginxHost.Subscription subscription = host.followAccessLog(log);
        try {
            return watched(engine, plan, bounds, site, stack, live, log, subscription);
        } catch (InterruptedException | RuntimeException e) {
            subscription.close();
            throw e;
        }
    }

    private static RunUnderWay watched(
            TrafficEngine engine,
            TrafficPlan plan,
            List<Threshold> bounds,
            NginxSite site,
            String stack,
            LiveConfig live,
            NginxLogCounter log,
            NginxHost.Subscription subscription)
            throws InterruptedException {
        RunForecaster forecaster = new RunForecaster(live.upstream(), plan);
        EngineChoice.warmUpFor(plan, EngineChoice.of(plan), recorder(live, site));
        Optional<ShopReading> shop = Optional.empty();
        if (!plan.sends(TwoObservers.UNLOGGED_PATH)) { // the lab itself asks for it all the time
            ShopCounter counter = new ShopCounter(site);
            shop = Optional.of(new ShopReading(counter, counter.read()));
        }
        RunRecorder recorder = recorder(live, site);
        Instant startedAt = Instant.now();
        return new RunUnderWay(
                bounds,
                engine.start(plan, recorder),
                recorder,
                startedAt,
                stack,
                live,
                forecaster,
                log,
                subscription,
                shop);
    }

    private static RunRecorder recorder(LiveConfig live, NginxSite site) {
        return new RunRecorder(live.upstream(), site.instanceIds());
    }

    /// What there is so far.
    ///
    /// @param number as it is stored
    /// @param last the configuration that is live now
    RunFigures figures(int number, LiveConfig last) {
        boolean ended = !run.isRunning();
        DistributionSnapshot snapshot = recorder.snapshot();
        NginxCounts counts = log.counts();
        long pending = run.inFlight() + run.cancelled();
        Circumstances around = Circumstances.of(live, last, log);
        RunReport report =
                new RunReport(
                                "Run " + number,
                                startedAt,
                                stack,
                                run.plan(),
                                live.upstream(),
                                live.upstreamBlock(),
                                live.generation(),
                                snapshot,
                                run.cancelled(),
                                Optional.of(counts),
                                around,
                                forecaster.of(snapshot, pending, around))
                        .heldTo(bounds);
        RunVerdict verdict =
                RunVerdict.of(
                        snapshot,
                        report.upstream(),
                        report.plan(),
                        report.forecast(),
                        startedAt,
                        Optional.of(counts),
                        pending,
                        around);
        return new RunFigures(
                number,
                startedAt.plus(snapshot.elapsed()),
                report,
                run.finished(),
                run.inFlight(),
                !ended,
                counts,
                verdict);
    }

    /// The last figures with what the instances counted, where they are asked.
    RunFigures withShop(RunFigures last) throws InterruptedException {
        if (shop.isEmpty()) {
            return last;
        }
        ShopReading reading = shop.get();
        return last.with(reading.counter().since(reading.before(), last.snapshot().total()));
    }
}
