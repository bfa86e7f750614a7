package io.lblab.cli;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.NginxCounts;
import io.lblab.distribution.NginxLogCounter;
import io.lblab.distribution.ReportException;
import io.lblab.distribution.RunRecorder;
import io.lblab.distribution.ShareStatement;
import io.lblab.distribution.TwoObservers;
import io.lblab.nginx.ConfigApplier;
import io.lblab.nginx.LiveConfig;
import io.lblab.nginx.NginxException;
import io.lblab.nginx.NginxHost;
import io.lblab.stack.Stack;
import io.lblab.stack.StackException;
import io.lblab.stack.StackKind;
import io.lblab.traffic.ClientPool;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficRun;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Fires plans at one running stack and counts who answered, as the client sees it and as nginx logs it.
final class Firing {

    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration LOG_PATIENCE = Duration.ofSeconds(5);

    private final CliContext context;
    private final Stack stack;
    private final NginxHost nginx;

    Firing(CliContext context, Stack stack) throws StackException {
        this.context = context;
        this.stack = stack;
        this.nginx = stack.nginx();
    }

    /// A run that ended.
    ///
    /// @param statement what its counts say about the configured shares
    /// @param observers the client's counts beside those of nginx's log
    record Fired(
            TrafficPlan plan,
            LiveConfig live,
            DistributionSnapshot snapshot,
            NginxCounts nginxLog,
            ShareStatement statement,
            TwoObservers observers) {}

    URI base() {
        return nginx.site().entry();
    }

    /// Client addresses that reach this stack's nginx: real source addresses where the system has them and no Docker is in
    /// between, else named in the header that nginx believes from the lab.
    ClientPool clients(int count, long seed) {
        if (stack.kind() == StackKind.LOCAL && ClientPools.hasLocalAddresses()) {
            return ClientPools.local(count, seed);
        }
        ClientPool forwarded = ClientPools.forwarded(count, seed);
        String labAddress = nginx.site().labAddress();
        return labAddress.startsWith("127.") ? forwarded.boundTo(labAddress) : forwarded;
    }

    /// Fires and waits for the end.
    Fired fire(TrafficPlan plan) throws NginxException, InterruptedException {
        LiveConfig live = new ConfigApplier(nginx).live();
        NginxLogCounter log = new NginxLogCounter(nginx.site().instanceAddresses());
        try (NginxHost.Subscription _ = nginx.followAccessLog(log)) {
            RunRecorder recorder =
                    new RunRecorder(live.upstream(), nginx.site().instanceIds());
            TrafficRun run = context.engine().start(plan, recorder);
            while (!run.await(TICK)) {
                showProgress(run);
            }
            DistributionSnapshot snapshot = recorder.snapshot();
            boolean allLogged =
                    plan.mix().stream().noneMatch(request -> request.path().equals("/health"));
            log.await(snapshot.total(), allLogged ? LOG_PATIENCE : TICK);
            return new Fired(
                    plan,
                    live,
                    snapshot,
                    log.counts(),
                    ShareStatement.of(snapshot, live.upstream()),
                    TwoObservers.compare(snapshot, log.counts(), plan, 0));
        } catch (IOException e) {
            throw new NginxException("nginx's access log can't be read: " + e.getMessage(), e);
        }
    }

    private void showProgress(TrafficRun run) {
        double seconds = Math.max(1e-3, run.elapsed().toNanos() / 1e9);
        context.terminal()
                .progress(
                        String.format(
                                Locale.ROOT,
                                "  %s  %,d of %,d  %,.0f req/s",
                                context.terminal()
                                        .progressBar(
                                                (double) run.finished() / run.plan().requests()),
                                run.finished(),
                                run.plan().requests(),
                                run.finished() / seconds));
    }
}
