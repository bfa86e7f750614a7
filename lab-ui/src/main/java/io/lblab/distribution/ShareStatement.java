package io.lblab.distribution;

import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a run's counts say about the configured shares, in words. It compares, it doesn't test:
/// every deviation is named, be it chance or not.
///
/// @param text one or a few sentences
public record ShareStatement(Kind kind, String text) {

    public enum Kind {
        /// The strategy was kept to the letter: the weights, or under `ip_hash` every client on one
        /// instance.
        MATCHES,
        DIFFERS,
        /// Nothing was answered, or the strategy promises no shares.
        NO_CLAIM
    }

    private static final int NAMED_AT_MOST = 4;

    public boolean matches() {
        return kind == Kind.MATCHES;
    }

    /// Compares the counts with what the strategy asks for.
    ///
    /// @param upstream the one that was live during the run
    public static ShareStatement of(DistributionSnapshot run, Upstream upstream) {
        if (run.total() == 0) {
            return new ShareStatement(Kind.NO_CLAIM, "Nothing was counted yet.");
        }
        ShareStatement core =
                switch (upstream.strategy()) {
                    case Strategy.RoundRobin _ -> byWeights(run, upstream);
                    case Strategy.LeastConn _ -> byOpenRequests(run, upstream);
                    case Strategy.IpHash _ -> byClients(run, upstream);
                    case Strategy.Hash _,
                            Strategy.Random _,
                            Strategy.RandomTwo _,
                            Strategy.LeastTime _,
                            Strategy.StickyCookie _,
                            Strategy.StickyRoute _,
                            Strategy.StickyLearn _ ->
                            noClaim(run, upstream);
                };
        String others = others(run, upstream.servers().size());
        return new ShareStatement(core.kind, core.text + others);
    }

    /// `3:1`.
    public static String weights(Upstream upstream) {
        return upstream.servers().stream()
                .map(server -> Integer.toString(server.weight()))
                .collect(Collectors.joining(":"));
    }

    private static ShareStatement byWeights(DistributionSnapshot run, Upstream upstream) {
        List<Server> servers = upstream.servers();
        long answered = answered(run, servers.size());
        String weights = weights(upstream);
        List<String> deviations = new ArrayList<>();
        boolean divisible = true;
        for (int i = 0; i < servers.size(); i++) {
            long count = run.instances().get(i).count();
            double expected = answered * upstream.share(servers.get(i));
            divisible &= answered * servers.get(i).weight() % upstream.totalWeight() == 0;
            if (Math.abs(count - expected) >= 1) {
                deviations.add(
                        deviation(
                                deviations.isEmpty(),
                                servers.get(i).name(),
                                count,
                                expected,
                                answered,
                                weights));
            }
        }
        if (answered == 0) {
            return new ShareStatement(Kind.NO_CLAIM, "No instance answered.");
        }
        String counts =
                run.instances().stream()
                        .limit(servers.size())
                        .map(i -> i.server() + " " + number(i.count()))
                        .collect(Collectors.joining(", "));
        if (!deviations.isEmpty()) {
            return new ShareStatement(
                    Kind.DIFFERS,
                    deviations.stream().limit(NAMED_AT_MOST).collect(Collectors.joining("; "))
                            + (deviations.size() > NAMED_AT_MOST ? "; …" : "."));
        }
        return new ShareStatement(
                Kind.MATCHES,
                divisible
                        ? "Matches " + weights + " exactly: " + counts + "."
                        : "Matches "
                                + weights
                                + " as closely as "
                                + number(answered)
                                + " answers can: "
                                + counts
                                + ".");
    }

    /// `app1 answered 8,108, 609 more than 3:1 asks for (+6.09 percentage points)`, shorter from
    /// the second on.
    private static String deviation(
            boolean first,
            String server,
            long count,
            double expected,
            long answered,
            String weights) {
        double off = count - expected;
        double points = 100 * off / answered;
        String signed =
                (off > 0 ? "+" : "−") + String.format(Locale.ROOT, "%.2f", Math.abs(points));
        return server
                + (first ? " answered " : " ")
                + number(count)
                + ", "
                + number(Math.round(Math.abs(off)))
                + (off > 0 ? " more" : " fewer")
                + (first
                        ? " than " + weights + " asks for (" + signed + " percentage points)"
                        : " (" + signed + ")");
    }

    private static ShareStatement byOpenRequests(DistributionSnapshot run, Upstream upstream) {
        return counts(run, upstream, "least_conn follows the open requests");
    }

    private static ShareStatement noClaim(DistributionSnapshot run, Upstream upstream) {
        return counts(
                run,
                upstream,
                "Under " + upstream.strategy().id() + " not every server has its turn");
    }

    private static ShareStatement counts(
            DistributionSnapshot run, Upstream upstream, String because) {
        long answered = answered(run, upstream.servers().size());
        String shares =
                run.instances().stream()
                        .limit(upstream.servers().size())
                        .map(i ->
                                i.server()
                                        + " "
                                        + number(i.count())
                                        + " ("
                                        + percent(i.count(), answered)
                                        + ")")
                        .collect(Collectors.joining(", "));
        return new ShareStatement(
                Kind.NO_CLAIM,
                because
                        + ", so the weights "
                        + weights(upstream)
                        + " promise no shares: "
                        + shares
                        + ".");
    }

    private static ShareStatement byClients(DistributionSnapshot run, Upstream upstream) {
        int servers = upstream.servers().size();
        long[] clientsOf = new long[servers];
        long several = 0;
        long clients = 0;
        for (Counts counts : run.clients().values()) {
            int met = 0;
            int last = 0;
            for (int i = 0; i < servers; i++) {
                if (counts.get(i) > 0) {
                    met++;
                    last = i;
                }
            }
            clients += met > 0 ? 1 : 0;
            several += met > 1 ? 1 : 0;
            clientsOf[last] += met == 1 ? 1 : 0;
        }
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < servers; i++) {
            placed.add(number(clientsOf[i]) + " on " + upstream.servers().get(i).name());
        }
        if (clients == 0) {
            return new ShareStatement(Kind.NO_CLAIM, "No instance answered.");
        }
        if (several > 0) {
            return new ShareStatement(
                    Kind.DIFFERS,
                    "%s of %s clients met more than one instance: ip_hash moves a client only when its server fails or the configuration changes."
                            .formatted(number(several), number(clients)));
        }
        if (clients == 1) {
            int only = 0;
            while (clientsOf[only] == 0) {
                only++;
            }
            return new ShareStatement(
                    Kind.MATCHES,
                    "The one client met "
                            + upstream.servers().get(only).name()
                            + " only: ip_hash looks at the client's network, and one machine is one client.");
        }
        return new ShareStatement(
                Kind.MATCHES,
                "Each of "
                        + number(clients)
                        + " clients met one instance only: "
                        + String.join(", ", placed)
                        + ".");
    }

    private static String others(DistributionSnapshot run, int servers) {
        return run.instances().stream()
                .skip(servers)
                .filter(other -> other.count() > 0)
                .map(other ->
                        switch (other.instance()) {
                            case Answerers.NGINX ->
                                    " nginx itself answered " + number(other.count()) + ".";
                            case Answerers.NONE ->
                                    " "
                                            + number(other.count())
                                            + (other.count() == 1
                                                    ? " request got no answer."
                                                    : " requests got no answer.");
                            default ->
                                    " Instance "
                                            + other.instance()
                                            + ", which is not in the upstream, answered "
                                            + number(other.count())
                                            + ".";
                        })
                .collect(Collectors.joining());
    }

    private static long answered(DistributionSnapshot run, int servers) {
        return run.instances().stream().limit(servers).mapToLong(InstanceCount::count).sum();
    }

    private static String percent(long count, long total) {
        return total == 0 ? "–" : String.format(Locale.ROOT, "%.2f %%", 100.0 * count / total);
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
