package io.lblab.distribution.verdict;

import io.lblab.distribution.Circumstances;
import io.lblab.distribution.Counts;
import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.FailureMark;
import io.lblab.distribution.GenerationSeen;
import io.lblab.distribution.InstanceCount;
import io.lblab.distribution.NginxCounts;
import io.lblab.distribution.Timeline;
import io.lblab.distribution.TwoObservers;
import io.lblab.distribution.forecast.RunForecast;
import io.lblab.distribution.forecast.RunForecaster;
import io.lblab.distribution.verdict.Facts.KeySkew;
import io.lblab.distribution.verdict.Facts.LeftOutBefore;
import io.lblab.distribution.verdict.Facts.MarkedFailed;
import io.lblab.distribution.verdict.Facts.WeightsChanged;
import io.lblab.forecast.Outlook;
import io.lblab.traffic.TrafficPlan;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The verdict on a run as the lab recorded it.
///
/// @param run what was judged
/// @param forecast what nginx's algorithm makes of the requests that were sent
/// @param verdict what came of it
public record RunVerdict(Case run, RunForecast forecast, Verdict verdict) {

    /// The log tells whole seconds.
    private static final Duration CLOCK_STEP = Duration.ofSeconds(1);

    private static final String NGINX = "nginx";
    private static final String NONE = "none";

    /// Judges a run by the upstream that was live when it began.
    ///
    /// @param nginx the other observer's counts, where it was listening
    /// @param pending requests on their way, now or when the run was stopped: they took their
    ///   turns, and whose is not known
    public static RunVerdict of(
            DistributionSnapshot run,
            Upstream upstream,
            TrafficPlan plan,
            Instant startedAt,
            Optional<NginxCounts> nginx,
            long pending,
            Circumstances circumstances) {
        return of(
                run,
                upstream,
                plan,
                RunForecaster.of(run, upstream, plan, pending, circumstances),
                startedAt,
                nginx,
                pending,
                circumstances);
    }

    /// The same with the forecast made before.
    public static RunVerdict of(
            DistributionSnapshot run,
            Upstream upstream,
            TrafficPlan plan,
            RunForecast forecast,
            Instant startedAt,
            Optional<NginxCounts> nginx,
            long pending,
            Circumstances circumstances) {
        boolean oneAfterTheOther = plan.concurrency() == 1;
        Observation seen = seen(run, upstream, oneAfterTheOther);
        Case judged =
                new Case(
                        method(upstream.strategy()),
                        weights(upstream),
                        seen,
                        expectation(
                                upstream,
                                seen,
                                forecast,
                                pending + run.fromCache(),
                                oneAfterTheOther),
                        facts(
                                run,
                                upstream,
                                plan,
                                forecast,
                                startedAt,
                                nginx,
                                pending,
                                circumstances));
        return new RunVerdict(judged, forecast, Judge.judge(judged));
    }

    /// `3:1`
    public static String weightsOf(Upstream upstream) {
        return String.join(":", weights(upstream).stream().map(String::valueOf).toList());
    }

    public boolean matches() {
        return verdict instanceof Verdict.Matches;
    }

    /// In sentences.
    public String text(VerdictWords words, Instant now) {
        return words.of(run, verdict, now);
    }

    private static Method method(Strategy strategy) {
        return switch (strategy) {
            case Strategy.RoundRobin _ -> Method.ROUND_ROBIN;
            case Strategy.LeastConn _ -> Method.LEAST_CONN;
            case Strategy.IpHash _ -> Method.IP_HASH;
            case Strategy.Hash hash -> hash.consistent() ? Method.CONSISTENT_HASH : Method.HASH;
            case Strategy.Random _ -> Method.RANDOM;
            case Strategy.RandomTwo _ -> Method.RANDOM_TWO;
            case Strategy.LeastTime _ -> Method.LEAST_TIME;
            case Strategy.StickyCookie _, Strategy.StickyRoute _, Strategy.StickyLearn _ ->
                    Method.STICKY;
        };
    }

    /// What can be said without the requests' durations. A server that takes no more than so many
    /// requests at a time promises nothing.
    private static Expectation expectation(
            Upstream upstream,
            Observation seen,
            RunForecast forecast,
            long pending,
            boolean oneAfterTheOther) {
        List<Double> shares = turns(upstream);
        double total = shares.stream().mapToDouble(Double::doubleValue).sum();
        if (total == 0 || upstream.servers().stream().anyMatch(s -> s.maxConns() > 0)) {
            return new Expectation.Unknown();
        }
        return switch (upstream.strategy()) {
            case Strategy.RoundRobin _ ->
                    new Expectation.Counts(
                            shares.stream().map(share -> share / total * seen.answered()).toList(),
                            Expectation.Counts.TURNS + pending);
            case Strategy.IpHash _ -> new Expectation.OneServerPerClient(shares, forecast.homes());
            case Strategy.Hash _ when forecast.basis() == RunForecast.Basis.KEYS ->
                    new Expectation.Keyed(
                            forecast.counts(),
                            pending,
                            shares,
                            forecast.keys().map(RunForecast.KeyUse::different).orElse(0L));
            case Strategy.Random _ -> byLot(upstream);
            // The drawn servers are compared by their requests in flight: only one after the other
            // there are none.
            case Strategy.RandomTwo _ ->
                    oneAfterTheOther ? byLot(upstream) : new Expectation.Unknown();
            case Strategy.LeastConn _,
                    Strategy.Hash _,
                    Strategy.LeastTime _,
                    Strategy.StickyCookie _,
                    Strategy.StickyRoute _,
                    Strategy.StickyLearn _ ->
                    new Expectation.Unknown();
        };
    }

    private static Expectation byLot(Upstream upstream) {
        return Outlook.of(upstream)
                .<Expectation>map(outlook -> new Expectation.Shares(outlook.shares()))
                .orElse(new Expectation.Unknown());
    }

    /// The weights of the servers that take their turns; 0 for a backup and one that is down.
    private static List<Double> turns(Upstream upstream) {
        return upstream.servers().stream()
                .map(server -> server.mode() == Server.Mode.UP ? (double) server.weight() : 0.0)
                .toList();
    }

    private static Observation seen(
            DistributionSnapshot run, Upstream upstream, boolean oneAfterTheOther) {
        int servers = upstream.servers().size();
        Map<String, Long> others = new LinkedHashMap<>();
        run.instances().stream()
                .skip(servers)
                .forEach(other -> others.put(other.instance(), other.count()));
        Map<String, List<Long>> clients = new LinkedHashMap<>();
        run.clients().forEach((address, counts) -> clients.put(address, first(counts, servers)));
        boolean ordered =
                oneAfterTheOther && run.recent().stream().allMatch(server -> server < servers);
        return new Observation(
                upstream.servers().stream().map(Server::name).toList(),
                run.instances().stream().limit(servers).map(InstanceCount::count).toList(),
                ordered ? run.recent() : List.of(),
                clients,
                others);
    }

    private static Facts facts(
            DistributionSnapshot run,
            Upstream upstream,
            TrafficPlan plan,
            RunForecast forecast,
            Instant startedAt,
            Optional<NginxCounts> nginx,
            long pending,
            Circumstances around) {
        List<String> networks =
                run.clients().keySet().stream().map(ClientNetwork::of).distinct().toList();
        List<WeightsChanged> changes = weightChanges(run, upstream, around);
        Facts facts =
                Facts.none()
                        .fromNetworks(networks)
                        .withWorkers(around.workers(), around.zone())
                        .withRetries(nginx.map(log -> inVain(upstream, log)).orElse(List.of()))
                        .withFailedRequests(count(run, NGINX) - run.fromCache() + count(run, NONE))
                        .withFailures(failures(run, upstream, startedAt, around))
                        .withWeightChanges(changes)
                        .withLeftOut(leftOut(run, upstream, plan, pending, around))
                        .withOthers(
                                nginx.map(log -> others(run, upstream, log)).orElse(List.of()),
                                pending + count(run, NONE))
                        .withReloads(Math.max(0, around.last() - around.generation()));
        return forecast.keys()
                .filter(RunForecast.KeyUse::isSkewed)
                .map(use -> facts.withSkew(new KeySkew(use.most(), use.share(), use.server())))
                .orElse(facts);
    }

    private static List<Long> inVain(Upstream upstream, NginxCounts log) {
        if (log.retried() == 0) {
            return List.of();
        }
        return upstream.servers().stream()
                .map(server -> Math.max(0, log.tried(server.name()) - log.answered(server.name())))
                .toList();
    }

    private static List<MarkedFailed> failures(
            DistributionSnapshot run, Upstream upstream, Instant startedAt, Circumstances around) {
        List<MarkedFailed> failures = new ArrayList<>();
        for (FailureMark mark : around.failures()) {
            IntStream.range(0, upstream.servers().size())
                    .filter(i -> upstream.servers().get(i).name().equals(mark.server()))
                    .forEach(i ->
                            failures.add(
                                    new MarkedFailed(
                                            i,
                                            mark.since(),
                                            mark.until(),
                                            between(
                                                    run.timeline(),
                                                    Duration.between(startedAt, mark.since())
                                                            .minus(CLOCK_STEP),
                                                    Duration.between(startedAt, mark.until())
                                                            .plus(CLOCK_STEP)))));
        }
        return failures;
    }

    /// Where servers take turns or are drawn there is but one explanation for a server that nginx
    /// did not ask while the others had more turns than workers and requests on their way leave
    /// open: it was left out. What is not logged may have been asked of it.
    private static List<LeftOutBefore> leftOut(
            DistributionSnapshot run,
            Upstream upstream,
            TrafficPlan plan,
            long pending,
            Circumstances around) {
        Map<String, Instant> firstAsked = around.firstAsked();
        if (firstAsked.isEmpty()
                || upstream.servers().size() < 2
                || plan.sends(TwoObservers.UNLOGGED_PATH)) {
            return List.of();
        }
        Instant begin = Collections.min(firstAsked.values());
        int machines = around.zone() ? 1 : Math.max(1, around.workers());
        double open = Expectation.Counts.TURNS * machines + pending;
        List<Double> turns = turns(upstream);
        double all = turns.stream().mapToDouble(Double::doubleValue).sum();
        List<LeftOutBefore> leftOut = new ArrayList<>();
        for (int i = 0; i < upstream.servers().size(); i++) {
            Server server = upstream.servers().get(i);
            Optional<Instant> first = Optional.ofNullable(firstAsked.get(server.name()));
            Duration waited = first.map(at -> Duration.between(begin, at)).orElse(run.elapsed());
            boolean notAsked =
                    first.isPresent()
                            ? waited.compareTo(CLOCK_STEP) > 0
                            : run.instances().get(i).count() == 0;
            long others = between(run.timeline(), Duration.ZERO, waited);
            if (notAsked && server.maxFails() > 0 && turns.get(i) / all * others > open) {
                long meanwhile = between(run.timeline(), Duration.ZERO, waited.plus(CLOCK_STEP));
                leftOut.add(new LeftOutBefore(i, first, meanwhile));
            }
        }
        return leftOut;
    }

    /// What nginx's log has of each server beyond what the client got.
    private static List<Long> others(DistributionSnapshot run, Upstream upstream, NginxCounts log) {
        return IntStream.range(0, upstream.servers().size())
                .mapToObj(i ->
                        Math.max(
                                0,
                                log.answered(upstream.servers().get(i).name())
                                        - run.instances().get(i).count()))
                .toList();
    }

    /// Other weights are known only when one other configuration answered, the one live at the end.
    private static List<WeightsChanged> weightChanges(
            DistributionSnapshot run, Upstream upstream, Circumstances around) {
        GenerationSeen after = around.generations().get(around.last());
        if (after == null
                || around.last() != around.generation() + 1
                || !sameServers(upstream, around.lastUpstream())
                || weights(upstream).equals(weights(around.lastUpstream()))) {
            return List.of();
        }
        // What was logged and not counted, or counted and not logged, may be of either.
        long logged =
                around.generations().values().stream().mapToLong(GenerationSeen::requests).sum();
        return List.of(
                new WeightsChanged(
                        after.first(),
                        weights(around.lastUpstream()),
                        after.requests(),
                        Math.abs(logged - run.total())));
    }

    private static boolean sameServers(Upstream one, Upstream other) {
        return one.strategy().equals(other.strategy())
                && one.servers().stream().allMatch(server -> server.mode() == Server.Mode.UP)
                && other.servers().stream().allMatch(server -> server.mode() == Server.Mode.UP)
                && one.servers().stream()
                        .map(Server::name)
                        .toList()
                        .equals(other.servers().stream().map(Server::name).toList());
    }

    /// Answers of the slices that reach into that time of the run.
    private static long between(Timeline timeline, Duration from, Duration to) {
        long width = timeline.width().toNanos();
        long answers = 0;
        for (int slice = 0; slice < timeline.slices().size(); slice++) {
            boolean endsAfter = (slice + 1) * width > from.toNanos();
            if (endsAfter && slice * width < to.toNanos()) {
                answers += timeline.slices().get(slice).total();
            }
        }
        return answers;
    }

    private static long count(DistributionSnapshot run, String instance) {
        return run.instances().stream()
                .filter(i -> i.instance().equals(instance))
                .mapToLong(InstanceCount::count)
                .sum();
    }

    private static List<Long> first(Counts counts, int servers) {
        return IntStream.range(0, servers).mapToObj(counts::get).toList();
    }

    private static List<Integer> weights(Upstream upstream) {
        return upstream.servers().stream().map(Server::weight).toList();
    }
}
