package io.lblab.cli;

import io.lblab.nginx.Balancing;
import io.lblab.nginx.Workers;
import io.lblab.upstream.InvalidUpstreamException;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What an apply is to change; whatever is not named stays.
final class BalancingOptions {

    @Option(
            names = "--strategy",
            paramLabel = "S",
            description =
                    "round-robin, least_conn, ip_hash, \"hash KEY\", \"hash KEY consistent\", random or \"random two\"; where nginx"
                            + " has them \"least_time header|last_byte [inflight]\" and \"sticky cookie|route|learn COOKIE\".")
    private @Nullable String strategy;

    @Option(
            names = "--weight",
            paramLabel = "SERVER=N",
            split = ",",
            description = "The weight of a server, 1–1000: --weight app1=3,app2=1. Others stay.")
    private Map<String, String> weights = new LinkedHashMap<>();

    @Option(
            names = "--server",
            paramLabel = "SERVER:PARAMETERS",
            description =
                    "Parameters of a server, between commas: --server app2:max_fails=1,fail_timeout=5s,max_conns=10,backup. Also"
                            + " weight=N, and up, down or drain. Can be given again for another server.")
    private List<String> servers = new ArrayList<>();

    @Option(
            names = "--zone",
            negatable = true,
            description =
                    "Whether all workers share one state of the upstream: turns, failures and open requests.")
    private @Nullable Boolean zone;

    @Option(
            names = "--keepalive",
            paramLabel = "N",
            description = "Idle connections to the servers that each worker keeps, 1–10000.")
    private @Nullable Integer keepalive;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "nginx's worker processes: 1–64, or auto for one per processor.")
    private @Nullable String workers;

    /// Whether nothing is to be changed.
    boolean isEmpty() {
        return strategy == null
                && weights.isEmpty()
                && servers.isEmpty()
                && zone == null
                && keepalive == null
                && workers == null;
    }

    /// What was typed makes sense by itself, whatever is live.
    ///
    /// @throws InvalidUpstreamException naming what does not
    void check() {
        numbers(weights);
        servers.forEach(ServerChange::parse);
        if (strategy != null) {
            Strategy.ofId(strategy);
        }
        if (workers != null) {
            new Workers(workers);
        }
    }

    /// The same with these changes. They are made together: what nginx refuses half way does not
    /// matter.
    ///
    /// @throws InvalidUpstreamException when a server isn't there, or nginx would refuse it
    Balancing of(Balancing base) {
        Upstream before = base.upstream();
        List<Server> lines = new ArrayList<>(before.withWeights(numbers(weights)).servers());
        for (String typed : servers) {
            ServerChange change = ServerChange.parse(typed);
            before.withWeights(Map.of(change.name(), 1)); // names those there are
            lines.replaceAll(
                    server -> server.name().equals(change.name()) ? change.of(server) : server);
        }
        Upstream after =
                new Upstream(
                        before.name(),
                        strategy == null ? before.strategy() : Strategy.ofId(strategy),
                        lines,
                        keepalive == null ? before.keepalive() : keepalive,
                        zone == null ? before.zone() : zone);
        return new Balancing(after, workers == null ? base.workers() : new Workers(workers));
    }

    private static Map<String, Integer> numbers(Map<String, String> texts) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        texts.forEach((server, text) -> {
            try {
                numbers.put(server, Integer.parseInt(text.strip()));
            } catch (NumberFormatException e) {
                throw new InvalidUpstreamException(
                        "Weight \""
                                + text
                                + "\" of "
                                + server
                                + " is not a whole number between 1 and "
                                + Server.MAX_WEIGHT
                                + ".");
            }
        });
        return numbers;
    }
}
