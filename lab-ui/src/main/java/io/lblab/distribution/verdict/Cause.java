package io.lblab.distribution.verdict;

import io.lblab.distribution.verdict.Facts.KeySkew;
import io.lblab.distribution.verdict.Facts.LeftOutBefore;
import io.lblab.distribution.verdict.Facts.MarkedFailed;
import io.lblab.distribution.verdict.Facts.WeightsChanged;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A fact that could explain a difference: what it does to the counts that are accounted for.
record Cause(Reason reason, Effect effect) {

    /// Changes a band to what it is under the cause.
    interface Effect {
        void on(Band band);
    }

    /// What could explain a difference in this case, the most telling first. First come those that
    /// move what is expected, then those that only allow for more.
    static List<Cause> of(Case run) {
        Facts facts = run.facts();
        List<Cause> causes = new ArrayList<>();
        if (!facts.weightChanges().isEmpty()) {
            causes.add(
                    new Cause(
                            new Reason.WeightsChanged(facts.weightChanges().getLast()),
                            band ->
                                    weightsChanged(
                                            band,
                                            facts,
                                            run.expected() instanceof Expectation.Keyed)));
        }
        if (run.method() == Method.IP_HASH && facts.clientNetworks().size() == 1) {
            causes.add(
                    new Cause(
                            new Reason.OneNetwork(facts.clientNetworks().getFirst()),
                            band -> oneNetwork(band, run.seen().countArray())));
        }
        boolean byKeys = run.expected() instanceof Expectation.Keyed;
        // A forecast by keys has every key's weight in it.
        if (run.method().isKeyed() && !byKeys) {
            facts.skew()
                    .ifPresent(skew ->
                            causes.add(
                                    new Cause(
                                            new Reason.KeysSkewed(skew),
                                            band -> keysSkewed(band, skew))));
        }
        long others =
                facts.others().stream().mapToLong(Long::longValue).sum() - facts.othersUncertain();
        if (run.method().takesTurns() && others > 0) {
            causes.add(
                    new Cause(
                            new Reason.OthersAsked(others, facts.othersUncertain() == 0),
                            band -> othersAsked(band, facts)));
        }
        // By its keys a server may get nothing for other reasons.
        if (!run.method().isKeyed()) {
            for (LeftOutBefore out : facts.leftOut()) {
                causes.add(
                        new Cause(
                                new Reason.LeftOutBefore(out),
                                band ->
                                        missed(
                                                band,
                                                out.server(),
                                                out.requestsMeanwhile(),
                                                out(facts, out))));
            }
        }
        for (MarkedFailed mark : facts.failures()) {
            causes.add(
                    new Cause(
                            new Reason.ServerFailed(mark),
                            band -> serverFailed(band, mark, facts, byKeys)));
        }
        long retries = facts.retries().stream().mapToLong(Long::longValue).sum();
        if (retries > 0) {
            causes.add(
                    new Cause(
                            new Reason.Retries(retries),
                            band -> retries(band, facts.retries(), retries)));
        }
        if (facts.failedRequests() > 0) {
            causes.add(
                    new Cause(
                            new Reason.RequestsFailed(facts.failedRequests()),
                            band -> requestsFailed(band, facts.failedRequests(), byKeys)));
        }
        if (run.method().takesTurns() && facts.reloads() > 0) {
            causes.add(
                    new Cause(
                            new Reason.Reloaded(facts.reloads()),
                            band ->
                                    band.widen(
                                            Expectation.Counts.TURNS
                                                    * facts.reloads()
                                                    * facts.machines())));
        }
        if (run.method().takesTurns() && facts.machines() > 1) {
            causes.add(
                    new Cause(
                            new Reason.SeveralWorkers(facts.workers()),
                            band -> band.widen(Expectation.Counts.TURNS * facts.machines())));
        }
        return causes;
    }

    /// Each stretch of the run has its own weights.
    private static void weightsChanged(Band band, Facts facts, boolean byKeys) {
        if (byKeys) {
            // Other weights move keys, and which is not worked out.
            WeightsChanged first = facts.weightChanges().getFirst();
            band.widen((double) (first.requestsAfter() + first.uncertain()));
            return;
        }
        double[] before = new double[band.size()];
        for (int server = 0; server < band.size(); server++) {
            before[server] = band.share(server);
        }
        for (WeightsChanged change : facts.weightChanges()) {
            double weights = change.weights().stream().mapToInt(Integer::intValue).sum();
            for (int server = 0; server < band.size(); server++) {
                double share = change.weights().get(server) / weights;
                double moved = share - before[server];
                band.expect(server, band.expected(server) + change.requestsAfter() * moved);
                double blur =
                        change.uncertain() * Math.abs(moved)
                                + Expectation.Counts.TURNS * facts.machines();
                band.widen(server, blur, blur);
                before[server] = share;
            }
        }
    }

    /// One network, one server: whichever, it gets everything.
    private static void oneNetwork(Band band, long[] counts) {
        double total = band.total();
        int most = 0;
        for (int server = 1; server < counts.length; server++) {
            most = counts[server] > counts[most] ? server : most;
        }
        for (int server = 0; server < band.size(); server++) {
            band.expect(server, server == most ? total : 0);
        }
    }

    /// Everybody's requests together took turns: what the others got, the client did not.
    private static void othersAsked(Band band, Facts facts) {
        List<Long> others = facts.others();
        double total = band.total() + others.stream().mapToLong(Long::longValue).sum();
        double[] share = new double[band.size()];
        for (int server = 0; server < band.size(); server++) {
            share[server] = band.share(server);
        }
        for (int server = 0; server < band.size(); server++) {
            band.expect(server, share[server] * total - others.get(server));
        }
        band.widen((double) facts.othersUncertain());
    }

    /// The key's requests are on its server, the others spread as expected.
    private static void keysSkewed(Band band, KeySkew skew) {
        double total = band.total();
        for (int server = 0; server < band.size(); server++) {
            double onTop = server == skew.server() ? skew.share() * total : 0;
            band.expect(server, band.expected(server) * (1 - skew.share()) + onTop);
        }
    }

    /// The server misses its share of the requests meanwhile, the others get it.
    private static void serverFailed(Band band, MarkedFailed mark, Facts facts, boolean byKeys) {
        if (byKeys) {
            // Which keys came meanwhile is not known.
            double missed =
                    Math.min((double) mark.requestsMeanwhile(), band.expected(mark.server()));
            for (int server = 0; server < band.size(); server++) {
                boolean failed = server == mark.server();
                band.widen(server, failed ? missed : 0, failed ? 0 : missed);
            }
            return;
        }
        missed(band, mark.server(), mark.requestsMeanwhile(), out(facts, mark));
    }

    /// The servers that were out for some of the time that this one was.
    private static Set<Integer> out(Facts facts, MarkedFailed mark) {
        Set<Integer> out = new HashSet<>();
        for (MarkedFailed other : facts.failures()) {
            if (other.since().isBefore(mark.until()) && mark.since().isBefore(other.until())) {
                out.add(other.server());
            }
        }
        for (LeftOutBefore other : facts.leftOut()) {
            if (other.until().map(until -> until.isAfter(mark.since())).orElse(true)) {
                out.add(other.server());
            }
        }
        return out;
    }

    /// The same from the beginning of the run on.
    private static Set<Integer> out(Facts facts, LeftOutBefore before) {
        Set<Integer> out = new HashSet<>();
        facts.leftOut().forEach(other -> out.add(other.server()));
        for (MarkedFailed other : facts.failures()) {
            if (before.until().map(other.since()::isBefore).orElse(true)) {
                out.add(other.server());
            }
        }
        return out;
    }

    /// A server misses its share; those that are not out get it by weight, and one that was out for
    /// some of the time gets at most its part beside them. Where nobody is left by weight, backups
    /// answer.
    private static void missed(Band band, int missing, long requestsMeanwhile, Set<Integer> out) {
        double[] share = new double[band.size()];
        double left = 0;
        for (int server = 0; server < band.size(); server++) {
            share[server] = band.share(server);
            left += out.contains(server) || server == missing ? 0 : share[server];
        }
        double missed = Math.min(share[missing] * requestsMeanwhile, band.expected(missing));
        for (int server = 0; server < band.size(); server++) {
            if (server == missing) {
                band.widen(server, missed, 0);
            } else {
                double sharers = left + (out.contains(server) ? share[server] : 0);
                band.widen(server, 0, sharers > 0 ? missed * share[server] / sharers : missed);
            }
        }
    }

    /// What a server was asked in vain, others answered.
    private static void retries(Band band, List<Long> inVain, long all) {
        for (int server = 0; server < band.size(); server++) {
            long lost = server < inVain.size() ? inVain.get(server) : 0;
            band.widen(server, (double) lost, (double) (all - lost));
        }
    }

    /// Somebody's turns went by without an answer: whose is not known.
    private static void requestsFailed(Band band, long count, boolean byKeys) {
        if (byKeys) {
            for (int server = 0; server < band.size(); server++) {
                band.widen(server, (double) count, 0);
            }
            return;
        }
        double[] share = new double[band.size()];
        for (int server = 0; server < band.size(); server++) {
            share[server] = band.share(server);
        }
        for (int server = 0; server < band.size(); server++) {
            band.widen(server, count * (1 - share[server]), count * share[server]);
        }
    }
}
