package io.lblab.forecast;

import io.lblab.upstream.WrittenServer;
import io.lblab.upstream.WrittenUpstream;
import io.lblab.upstream.WrittenUpstream.Method;
import java.util.Arrays;
import java.util.List;

/// The exact distribution of `random` and `random two`, where one draw does not change what the
/// next can be.
///
/// A request draws until it has what it needs, at most 21 times in vain; then servers take turns.
/// How often that is follows a binomial distribution, and who is next in turn is known, so that the
/// expectation over any number of requests is exact, not only the limit.
final class LotShares {

    private static final int VAIN = Chooser.PROBES + 1;

    private LotShares() {}

    /// Whether no draw changes what later requests can get: no failures, and no requests in flight
    /// at the same time where that matters.
    static boolean areExact(WrittenUpstream upstream, Scenario scenario) {
        List<WrittenServer> servers = upstream.servers();
        boolean refused = scenario.requests().stream().anyMatch(r -> !r.down().isEmpty());
        boolean limited = servers.stream().anyMatch(s -> s.maxConns() > 0);
        boolean inFlightMatters = limited || upstream.method() == Method.RANDOM_TWO;
        return !refused
                && servers.stream().anyMatch(LotShares::takesPart)
                && !(inFlightMatters && scenario.overlaps());
    }

    private static boolean takesPart(WrittenServer server) {
        return !server.backup() && !server.down();
    }

    /// How many of the scenario's requests each server is to be expected to answer.
    static double[] expectedCounts(WrittenUpstream upstream, Scenario scenario) {
        double[] counts = new double[upstream.servers().size()];
        int machines = upstream.zone() ? 1 : scenario.workers();
        for (int i = 0; i < machines; i++) {
            int worker = i;
            int requests =
                    (int)
                            scenario.requests().stream()
                                    .filter(r -> machines == 1 || r.worker() == worker)
                                    .count();
            addExpected(upstream, requests, counts);
        }
        return counts;
    }

    /// The shares that many requests come to.
    static double[] inTheLongRun(WrittenUpstream upstream) {
        List<WrittenServer> servers = upstream.servers();
        double[] shares = byDraw(upstream);
        double inVain = rest(shares);
        double sum = 0;
        for (WrittenServer server : servers) {
            sum += takesPart(server) ? server.weight() : 0;
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] += takesPart(servers.get(i)) ? inVain * servers.get(i).weight() / sum : 0;
        }
        return shares;
    }

    private static void addExpected(WrittenUpstream upstream, int requests, double[] counts) {
        double[] drawn = byDraw(upstream);
        for (int i = 0; i < drawn.length; i++) {
            counts[i] += requests * drawn[i];
        }
        double[] atLeast = atLeast(requests, rest(drawn));
        Group group = Group.of(upstream.servers());
        RoundRobin turns = new RoundRobin();
        Request request = new Request(group);
        for (double chance : atLeast) {
            request.begin(group, Request.NO_KEY);
            int peer = turns.choose(request, Integer.MAX_VALUE);
            counts[group.line[peer]] += chance;
            group.succeeded(peer);
        }
    }

    /// The chance of each server to be got by drawing alone.
    private static double[] byDraw(WrittenUpstream upstream) {
        List<WrittenServer> servers = upstream.servers();
        double total = 0;
        for (WrittenServer server : servers) {
            total += server.backup() ? 0 : server.weight();
        }
        double[] chance = new double[servers.size()];
        double useless = 0;
        int primary = 0;
        for (int i = 0; i < chance.length; i++) {
            WrittenServer server = servers.get(i);
            primary += server.backup() ? 0 : 1;
            if (takesPart(server)) {
                chance[i] = server.weight() / total;
            } else if (!server.backup()) {
                useless += server.weight() / total;
            }
        }
        if (primary == 1 && servers.size() == 1) {
            return new double[chance.length];
        }
        return upstream.method() == Method.RANDOM_TWO
                ? secondDraw(chance, useless)
                : firstDraw(chance, useless);
    }

    /// A server is drawn after at most 20 vain draws.
    private static double[] firstDraw(double[] chance, double useless) {
        double tries = 0;
        for (int vain = 0; vain < VAIN; vain++) {
            tries += Math.pow(useless, vain);
        }
        double[] shares = chance.clone();
        for (int i = 0; i < shares.length; i++) {
            shares[i] *= tries;
        }
        return shares;
    }

    /// Without requests in flight the second server drawn has it. The first one's draw counts as a
    /// vain one, and so does each that draws it again.
    private static double[] secondDraw(double[] chance, double useless) {
        double[] shares = new double[chance.length];
        for (int first = 0; first < chance.length; first++) {
            double again = useless + chance[first];
            double tries = 0;
            for (int before = 0; before < VAIN - 1; before++) {
                for (int between = 0; before + between < VAIN - 1; between++) {
                    tries += Math.pow(useless, before) * Math.pow(again, between);
                }
            }
            for (int second = 0; second < chance.length; second++) {
                shares[second] += second == first ? 0 : tries * chance[first] * chance[second];
            }
        }
        return shares;
    }

    private static double rest(double[] shares) {
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        return Math.max(0, 1 - sum);
    }

    /// The chances that of `n` requests at least 1, 2, … `n` draw in vain.
    private static double[] atLeast(int n, double chance) {
        double[] atLeast = new double[n];
        if (chance < 1e-15) {
            return new double[0];
        }
        if (chance > 1 - 1e-15) {
            Arrays.fill(atLeast, 1);
            return atLeast;
        }
        double[] logFactorial = new double[n + 1];
        for (int k = 1; k <= n; k++) {
            logFactorial[k] = logFactorial[k - 1] + Math.log(k);
        }
        double above = 0;
        for (int k = n; k >= 1; k--) {
            double log =
                    logFactorial[n]
                            - logFactorial[k]
                            - logFactorial[n - k]
                            + k * Math.log(chance)
                            + (n - k) * Math.log1p(-chance);
            above += Math.exp(log);
            atLeast[k - 1] = above;
        }
        return atLeast;
    }
}
