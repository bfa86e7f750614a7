package io.lblab.cli;

import io.lblab.distribution.Circumstances;
import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.NginxLogCounter;
import io.lblab.distribution.ReportException;
import io.lblab.distribution.RunRecorder;
import io.lblab.distribution.ShopCounter;
import io.lblab.distribution.TwoObservers;
import io.lblab.distribution.report.RunExport;
import io.lblab.distribution.report.RunReport;
import io.lblab.distribution.threshold.Threshold;
import io.lblab.nginx.ConfigApplier;
import io.lblab.nginx.LiveConfig;
import io.lblab.nginx.NginxException;
import io.lblab.nginx.NginxHost;
import io.lblab.stack.Stack;
import io.lblab.stack.StackException;
import io.lblab.stack.StackKind;
import io.lblab.traffic.ClientPool;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficRun;
import io.lblab.traffic.engines.EngineChoice;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// Fires plans at one running stack and counts who answered, as the client sees it and as nginx
/// logs it.
final class Firing {

    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration LOG_PATIENCE = Duration.ofSeconds(5);

    private final CliContext context;
    private final Stack stack;
    private final NginxHost nginx;
    private final Consumer<Runnable> interrupter;

    Firing(CliContext context, Stack stack) throws StackException {
        this(context, stack, _ -> {});
    }

    /// @param interrupter told what ends a run early
    Firing(CliContext context, Stack stack, Consumer<Runnable> interrupter) throws StackException {
        this.context = context;
        this.interrupter = interrupter;
        this.stack = stack;
        this.nginx = stack.nginx();
    }

    URI base() {
        return nginx.site().entry();
    }

    /// Client addresses that reach this stack's nginx: real source addresses where the system has
    /// them and no Docker is in between, else named in the header that nginx believes from the lab.
    ClientPool clients(int count, long seed) {
        return clients(count, count, seed);
    }

    /// The same, spread over so many /24s.
    ClientPool clients(int count, int networks, long seed) {
        if (stack.kind() == StackKind.LOCAL && ClientPools.hasLocalAddresses()) {
            return ClientPools.local(count, networks, seed);
        }
        ClientPool forwarded = ClientPools.forwarded(count, networks, seed);
        String labAddress = nginx.site().labAddress();
        return labAddress.startsWith("127.") ? forwarded.boundTo(labAddress) : forwarded;
    }

    /// The plan of a run fired before, at this stack and from as many clients.
    TrafficPlan again(TrafficPlan fired) {
        ClientPool before = fired.clients();
        int count = before.addresses().size();
        ClientPool clients =
                count == 1
                        ? ClientPools.thisMachine()
                        : clients(count, before.networks(), fired.seed());
        return fired.sentTo(
                base(),
                clients.skewed(before.skew()).withFreshConnections(before.freshConnections()));
    }

    /// Stores a run, where the window and `lab runs` find it.
    ///
    /// @return its number; empty when it can't be stored, which was then said
    OptionalInt store(RunReport report) {
        try {
            int number = context.runs().reserve();
            context.runs().store(number, report);
            return OptionalInt.of(number);
        } catch (ReportException e) {
            context.terminal().note(String.valueOf(e.getMessage()));
            return OptionalInt.empty();
        }
    }

    /// Fires with the engine that the plan asks for, held to nothing, and waits for the end.
    RunReport fire(String title, TrafficPlan plan) throws NginxException, InterruptedException {
        return fire(title, plan, EngineChoice.of(plan), List.of());
    }

    /// Fires and waits for the end.
    ///
    /// @param title what the run is called in the report
    /// @param bounds what it is held to
    /// @throws InvalidPlanException before anything is fired, when a bound names no server
    RunReport fire(String title, TrafficPlan plan, EngineChoice choice, List<Threshold> bounds)
            throws NginxException, InterruptedException {
        EngineChoice.warmUpFor(plan, choice, recorder(checked(bounds)));
        LiveConfig live = checked(bounds);
        NginxLogCounter log =
                new NginxLogCounter(nginx.site().instanceAddresses(), live.upstream());
        ShopCounter shop = new ShopCounter(nginx.site());
        ShopCounter.Reading before = shop.read();
        try (NginxHost.Subscription _ = nginx.followAccessLog(log)) {
            RunRecorder recorder = recorder(live);
            Instant startedAt = Instant.now();
            TrafficRun run = choice.engine().start(plan, recorder);
            interrupter.accept(run::stop);
            RunProgress progress = new RunProgress(context.terminal());
            while (!run.await(TICK)) {
                progress.show(run);
            }
            DistributionSnapshot snapshot = recorder.snapshot();
            boolean allLogged = !plan.sends(TwoObservers.UNLOGGED_PATH);
            log.await(snapshot, allLogged ? LOG_PATIENCE : TICK);
            RunReport report =
                    new RunReport(
                                    title,
                                    startedAt,
                                    stack.kind().title(),
                                    plan,
                                    live.upstream(),
                                    live.upstreamBlock(),
                                    live.generation(),
                                    snapshot,
                                    run.cancelled(),
                                    Optional.of(log.counts()),
                                    Circumstances.of(live, liveOr(live), log))
                            .heldTo(bounds);
            // The lab asks for /health itself: what the instances count of it says nothing.
            return allLogged ? report.with(shop.since(before, snapshot.total())) : report;
        } catch (IOException e) {
            throw new NginxException("nginx's access log can't be read: " + e.getMessage(), e);
        }
    }

    /// What is live now; what was live before, when nginx can't be asked any more. What was
    /// measured is worth showing all the same.
    private LiveConfig liveOr(LiveConfig before) {
        try {
            return new ConfigApplier(nginx).live();
        } catch (NginxException e) {
            context.terminal().note("After the run: " + e.getMessage());
            return before;
        }
    }

    /// What is live, if bounds on servers speak of its own.
    ///
    /// @throws InvalidPlanException when one doesn't
    LiveConfig checked(List<Threshold> bounds) throws NginxException {
        LiveConfig live = new ConfigApplier(nginx).live();
        Threshold.checkServers(bounds, live.upstream());
        return live;
    }

    private RunRecorder recorder(LiveConfig live) {
        return new RunRecorder(live.upstream(), nginx.site().instanceIds());
    }

    /// Shows who answered, what that says of the configuration, and whether nginx's log agrees.
    void print(RunReport report) {
        print(context.terminal(), report);
    }

    static void print(Terminal terminal, RunReport report) {
        DistributionText.print(terminal, report.run(), report.forecast());
        report.observers()
                .ifPresent(both ->
                        both.sentences().forEach(line -> terminal.print("  nginx's log: " + line)));
        report.shop()
                .ifPresent(
                        shop -> terminal.print("  shop's metrics: " + shop.sentence(report.run())));
        terminal.print("  " + report.statement());
    }

    /// Writes a chart, a report and the figures into the folder, and says where they are.
    RunExport.Written write(String title, List<RunReport> reports, Path folder)
            throws ReportException {
        RunExport.Written written = new RunExport().write(title, reports, folder);
        context.terminal()
                .note("Chart:  " + written.chart() + " and " + written.drawing().getFileName());
        context.terminal().note("Report: " + written.report());
        return written;
    }
}
