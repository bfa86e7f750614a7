package io.lblab.distribution.verdict;

import io.lblab.distribution.statistics.GoodnessOfFit;
import io.lblab.distribution.statistics.ShareInterval;
import io.lblab.distribution.verdict.Facts.MarkedFailed;
import io.lblab.distribution.verdict.Verdict.Evidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Judges a run in which every client stays on one server. What is counted here are client
/// networks, for requests of one network are no independent draws.
final class StickyJudge {

    private static final double CONFIDENCE = 0.95;

    private final Case run;
    private final double[] shares;
    private final Map<String, Integer> homes;
    private final List<List<Long>> clients;
    private final List<List<Long>> moved;
    private final long[] networks;

    private StickyJudge(Case run, double[] shares, Map<String, Integer> homes) {
        this.run = run;
        this.shares = shares;
        // A client that nobody planned for says nothing.
        this.homes = homes.keySet().containsAll(run.seen().clients().keySet()) ? homes : Map.of();
        clients =
                run.seen().clients().values().stream()
                        .filter(counts -> serversMet(counts) > 0)
                        .toList();
        moved = clients.stream().filter(counts -> serversMet(counts) > 1).toList();
        networks = networks(run.seen());
    }

    /// @param homes by client address its server; empty when not known
    static Verdict judge(Case run, double[] shares, Map<String, Integer> homes) {
        return new StickyJudge(run, shares, homes).judge();
    }

    private Verdict judge() {
        long all = Arrays.stream(networks).sum();
        if (clients.isEmpty()) {
            return new Verdict.NothingToCompare();
        }
        if (run.seen().answered() < 2) {
            return new Verdict.TooFew(run.seen().answered(), 2);
        }
        double whole = Arrays.stream(shares).sum();
        double[] expected = Arrays.stream(shares).map(s -> all * s / whole).toArray();
        if (!homes.isEmpty()) {
            expected = homesOfNetworks();
        }
        GoodnessOfFit fit = GoodnessOfFit.of(networks, homes.isEmpty() ? shares : expected);
        Evidence evidence =
                new Evidence(
                        Judge.boxed(expected),
                        fit,
                        ShareInterval.of(networks, CONFIDENCE),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        if (!moved.isEmpty()) {
            return new Verdict.Differs(evidence, whyMoved());
        }
        List<List<Long>> elsewhere = elsewhere();
        if (all == 1
                && elsewhere.isEmpty()
                && Arrays.stream(shares).filter(share -> share > 0).count() > 1) {
            String only = run.seen().clients().keySet().iterator().next();
            return new Verdict.Differs(
                    evidence, List.of(new Reason.OneNetwork(ClientNetwork.of(only))));
        }
        if (!homes.isEmpty()) {
            return elsewhere.isEmpty()
                    ? new Verdict.Matches(evidence)
                    : new Verdict.Differs(evidence, whyElsewhere(elsewhere));
        }
        return fit.pValue() < Verdict.LEVEL
                ? new Verdict.Differs(evidence, whyUneven(expected))
                : new Verdict.Matches(evidence);
    }

    /// A client leaves its server when that one is left out, when a request is repeated elsewhere,
    /// or when other weights move the borders between servers.
    private List<Reason> whyMoved() {
        Facts facts = run.facts();
        List<Reason> reasons = new ArrayList<>();
        List<MarkedFailed> left =
                facts.failures().stream()
                        .filter(mark ->
                                moved.stream().anyMatch(counts -> counts.get(mark.server()) > 0))
                        .toList();
        if (moved.stream()
                .allMatch(
                        counts -> left.stream().anyMatch(mark -> counts.get(mark.server()) > 0))) {
            left.forEach(mark -> reasons.add(new Reason.ServerFailed(mark)));
        }
        if (!facts.weightChanges().isEmpty()) {
            reasons.add(new Reason.WeightsChanged(facts.weightChanges().getLast()));
        }
        long astray = moved.stream().mapToLong(StickyJudge::astray).sum();
        long retries = facts.retries().stream().mapToLong(Long::longValue).sum();
        if (astray <= retries) {
            reasons.add(new Reason.Retries(retries));
        }
        if (reasons.isEmpty()) {
            reasons.add(new Reason.ClientsMoved(moved.size(), clients.size()));
        }
        return reasons;
    }

    /// Clients that were answered by another server than their own, never by that.
    private List<List<Long>> elsewhere() {
        return run.seen().clients().entrySet().stream()
                .filter(client -> serversMet(client.getValue()) == 1)
                .filter(client -> isElsewhere(client.getKey(), client.getValue()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private boolean isElsewhere(String client, List<Long> counts) {
        Integer home = homes.get(client);
        return home != null && counts.get(home) == 0;
    }

    /// By server, the client networks that hash to it.
    private double[] homesOfNetworks() {
        double[] expected = new double[run.seen().servers().size()];
        run.seen().clients().entrySet().stream()
                .filter(client -> serversMet(client.getValue()) > 0)
                .map(Map.Entry::getKey)
                .filter(homes::containsKey)
                .collect(Collectors.toMap(ClientNetwork::of, homes::get, (one, _) -> one))
                .values()
                .forEach(server -> expected[server]++);
        return expected;
    }

    private List<Reason> whyElsewhere(List<List<Long>> elsewhere) {
        Facts facts = run.facts();
        List<Reason> reasons = new ArrayList<>();
        long requests = elsewhere.stream().flatMap(List::stream).mapToLong(Long::longValue).sum();
        facts.failures().stream()
                .filter(mark -> mark.requestsMeanwhile() >= requests)
                .filter(mark -> elsewhere.stream().allMatch(c -> c.get(mark.server()) == 0))
                .forEach(mark -> reasons.add(new Reason.ServerFailed(mark)));
        if (reasons.isEmpty() && !facts.weightChanges().isEmpty()) {
            reasons.add(new Reason.WeightsChanged(facts.weightChanges().getLast()));
        }
        if (reasons.isEmpty()) {
            reasons.add(new Reason.ClientsElsewhere(elsewhere.size(), clients.size()));
        }
        return reasons;
    }

    private List<Reason> whyUneven(double[] expected) {
        List<Reason> reasons = new ArrayList<>();
        for (MarkedFailed mark : run.facts().failures()) {
            if (networks[mark.server()] < expected[mark.server()]) {
                reasons.add(new Reason.ServerFailed(mark));
            }
        }
        if (reasons.isEmpty()) {
            int most = 0;
            for (int server = 1; server < networks.length; server++) {
                most =
                        networks[server] - expected[server] > networks[most] - expected[most]
                                ? server
                                : most;
            }
            reasons.add(new Reason.NetworksUneven(most, networks[most], expected[most]));
        }
        return reasons;
    }

    /// By server, the networks most of whose requests it answered.
    private static long[] networks(Observation seen) {
        Map<String, long[]> byNetwork = new HashMap<>();
        seen.clients()
                .forEach((address, counts) -> {
                    long[] sum =
                            byNetwork.computeIfAbsent(
                                    ClientNetwork.of(address), _ -> new long[counts.size()]);
                    for (int server = 0; server < sum.length; server++) {
                        sum[server] += counts.get(server);
                    }
                });
        long[] networks = new long[seen.servers().size()];
        for (long[] counts : byNetwork.values()) {
            int home = 0;
            for (int server = 1; server < counts.length; server++) {
                home = counts[server] > counts[home] ? server : home;
            }
            networks[home] += counts[home] > 0 ? 1 : 0;
        }
        return networks;
    }

    private static long serversMet(List<Long> counts) {
        return counts.stream().filter(count -> count > 0).count();
    }

    /// Requests of a client that were not answered by its usual server.
    private static long astray(List<Long> counts) {
        long usual = counts.stream().mapToLong(Long::longValue).max().orElse(0);
        return counts.stream().mapToLong(Long::longValue).sum() - usual;
    }
}
