package io.lblab.distribution.forecast;

import io.lblab.distribution.Circumstances;
import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.InstanceCount;
import io.lblab.distribution.forecast.RunForecast.Basis;
import io.lblab.forecast.Outlook;
import io.lblab.traffic.TrafficPlan;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import io.lblab.upstream.WrittenUpstream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Makes the forecast of one run, again and again while it goes on: what was counted before is not
/// counted again.
///
/// A plan with journeys sends in an order that the answers decide, so under ip_hash the requests
/// counted for each client stand in for the plan's sequence, and a hash of anything else has no
/// forecast. Neither has one where requests are filled from data, or cookies are kept: their keys
/// are not known beforehand.
public final class RunForecaster {

    private final Upstream upstream;
    private final TrafficPlan plan;
    private final Basis basis;
    private final Optional<Turns> turns;
    private final Optional<KeyedPicks> keyed;
    private final Map<String, Integer> homes = new HashMap<>();

    /// @param upstream the one that was live when the run began
    public RunForecaster(Upstream upstream, TrafficPlan plan) {
        this.upstream = upstream;
        this.plan = plan;
        boolean somebody = upstream.servers().stream().anyMatch(s -> s.mode() == Server.Mode.UP);
        boolean hashes =
                upstream.strategy() instanceof Strategy.IpHash
                        || upstream.strategy() instanceof Strategy.Hash;
        boolean inTurn =
                upstream.strategy() instanceof Strategy.RoundRobin
                        || upstream.strategy() instanceof Strategy.LeastConn;
        boolean filled = hashes && !keysAreKnown(upstream, plan);
        keyed =
                hashes && somebody && !filled
                        ? KeyedPicks.of(WrittenUpstream.of(upstream), plan)
                        : Optional.empty();
        turns = inTurn && somebody ? Optional.of(new Turns(upstream)) : Optional.empty();
        if (!somebody) {
            basis = Basis.NONE;
        } else {
            basis = filled ? Basis.FILLED : basis(hashes);
        }
        if (basis == Basis.CLIENTS) {
            plan.clients()
                    .addresses()
                    .forEach(client -> homes.put(client, keyed.orElseThrow().home(client)));
        }
    }

    /// The forecast of a run that is over or was recorded elsewhere.
    ///
    /// @param pending requests on their way, now or when the run was stopped
    public static RunForecast of(
            DistributionSnapshot run,
            Upstream upstream,
            TrafficPlan plan,
            long pending,
            Circumstances circumstances) {
        return new RunForecaster(upstream, plan).of(run, pending, circumstances);
    }

    private static boolean keysAreKnown(Upstream upstream, TrafficPlan plan) {
        return upstream.strategy() instanceof Strategy.IpHash
                || (plan.journeys().isEmpty() && plan.data().isEmpty() && !plan.cookies());
    }

    private Basis basis(boolean hashes) {
        boolean limited = upstream.servers().stream().anyMatch(s -> s.maxConns() > 0);
        if (hashes && keyed.isEmpty()) {
            return Basis.NONE;
        }
        return switch (upstream.strategy()) {
            case Strategy.RoundRobin _ -> limited ? Basis.IDLE : Basis.TURNS;
            case Strategy.IpHash _ -> limited ? Basis.IDLE : Basis.CLIENTS;
            case Strategy.Hash _ -> limited ? Basis.IDLE : Basis.KEYS;
            case Strategy.Random _ -> limited ? Basis.IDLE : Basis.LOTS;
            case Strategy.RandomTwo _ ->
                    limited || plan.concurrency() > 1 ? Basis.IDLE : Basis.LOTS;
            case Strategy.LeastConn _ -> Basis.IDLE;
            case Strategy.LeastTime _,
                    Strategy.StickyCookie _,
                    Strategy.StickyRoute _,
                    Strategy.StickyLearn _ ->
                    Basis.NONE;
        };
    }

    /// The forecast of the requests that the snapshot has counted.
    ///
    /// @param pending requests on their way, now or when the run was stopped
    public synchronized RunForecast of(
            DistributionSnapshot run, long pending, Circumstances circumstances) {
        if (basis == Basis.NONE || basis == Basis.FILLED) {
            return RunForecast.nothing(basis);
        }
        int servers = upstream.servers().size();
        long answered =
                run.instances().stream().limit(servers).mapToLong(InstanceCount::count).sum();
        if (keyed.isPresent() && !plan.journeys().isEmpty()) {
            return new RunForecast(
                    basis, byClient(run, keyed.get()), List.of(), homes, Optional.empty());
        }
        if (keyed.isPresent()) {
            KeyedPicks picks = keyed.get();
            boolean inPlace = pending == 0 && basis != Basis.IDLE;
            return new RunForecast(
                    basis,
                    picks.upTo(run.total(), servers),
                    inPlace ? picks(picks, run) : List.of(),
                    homes,
                    basis == Basis.CLIENTS ? Optional.empty() : picks.use());
        }
        if (turns.isPresent()) {
            boolean certain =
                    basis == Basis.TURNS
                            && plan.concurrency() == 1
                            && (circumstances.zone() || circumstances.workers() == 1)
                            && circumstances.last() == circumstances.generation();
            return new RunForecast(
                    basis,
                    turns.get().counts(answered),
                    certain ? turns.get().alongside(run.recent()) : List.of(),
                    Map.of(),
                    Optional.empty());
        }
        List<Double> shares = Outlook.of(upstream).map(Outlook::shares).orElse(List.of());
        return new RunForecast(
                basis,
                shares.stream().map(share -> share * answered).toList(),
                List.of(),
                Map.of(),
                Optional.empty());
    }

    /// The requests that each client was seen to send, on the server that its network goes to.
    private List<Double> byClient(DistributionSnapshot run, KeyedPicks picks) {
        double[] counts = new double[upstream.servers().size()];
        run.clients()
                .forEach((client, seen) -> {
                    int home = picks.home(client);
                    if (home >= 0) {
                        counts[home] += seen.total();
                    }
                });
        return Turns.list(counts);
    }

    /// Every request was answered or failed, so the last answers are the last places of the plan.
    private static List<Integer> picks(KeyedPicks keyed, DistributionSnapshot run) {
        long from = run.total() - run.recent().size();
        return IntStream.range(0, run.recent().size())
                .mapToObj(i -> keyed.server(from + i))
                .toList();
    }
}
