package io.lblab.upstream;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What nginx balances: a strategy over servers, in the order of their lines.
///
/// @param name the name after `upstream`, `app_backend` in the guide
/// @param keepalive idle connections to the servers that each worker keeps, at least 1
/// @param zone one state for all workers; without it each takes its own turns and counts its own
///   failures
public record Upstream(
        String name, Strategy strategy, List<Server> servers, int keepalive, boolean zone) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");

    public Upstream {
        servers = List.copyOf(servers);
        if (!NAME.matcher(name).matches()) {
            throw new InvalidUpstreamException(
                    "Upstream name \""
                            + name
                            + "\" is not allowed: use letters, digits, - and _, a letter first.");
        }
        if (servers.isEmpty()) {
            throw new InvalidUpstreamException("An upstream needs at least one server.");
        }
        if (keepalive < 1 || keepalive > 10_000) {
            throw new InvalidUpstreamException(
                    "keepalive " + keepalive + " is not between 1 and 10000.");
        }
        Set<String> seen = new HashSet<>();
        for (Server server : servers) {
            boolean newName = seen.add(server.name());
            if (!newName || !seen.add(server.address())) {
                throw new InvalidUpstreamException(
                        "Server " + server.name() + " stands twice in the upstream.");
            }
        }
        for (Server server : servers) {
            if (server.mode() == Server.Mode.BACKUP && !strategy.takesBackups()) {
                throw new InvalidUpstreamException(
                        "nginx takes no backup servers with "
                                + strategy.id()
                                + ": make "
                                + server.name()
                                + " an ordinary server, or choose round-robin or least_conn.");
            }
            if (server.mode() == Server.Mode.DRAIN && !strategy.isSticky()) {
                throw new InvalidUpstreamException(
                        "Only a sticky strategy can drain a server: mark "
                                + server.name()
                                + " as down, or choose sticky.");
            }
        }
        if (servers.stream().allMatch(s -> s.mode() == Server.Mode.BACKUP)) {
            throw new InvalidUpstreamException(
                    "An upstream of backups only is refused by nginx: make one of them an ordinary"
                            + " server.");
        }
    }

    /// An upstream whose workers share one state.
    public Upstream(String name, Strategy strategy, List<Server> servers, int keepalive) {
        this(name, strategy, servers, keepalive, true);
    }

    public Upstream withStrategy(Strategy newStrategy) {
        return new Upstream(name, newStrategy, servers, keepalive, zone);
    }

    public Upstream withServers(List<Server> newServers) {
        return new Upstream(name, strategy, newServers, keepalive, zone);
    }

    /// The same servers with the given weights by server name; servers that are not named keep
    /// theirs.
    ///
    /// @throws InvalidUpstreamException when a name is no server of this upstream or a weight is
    ///   out of range
    public Upstream withWeights(Map<String, Integer> weights) {
        for (String asked : weights.keySet()) {
            if (servers.stream().noneMatch(s -> s.name().equals(asked))) {
                throw new InvalidUpstreamException(
                        "There is no server \""
                                + asked
                                + "\": the servers are "
                                + String.join(", ", servers.stream().map(Server::name).toList())
                                + ".");
            }
        }
        return withServers(
                servers.stream()
                        .map(s -> s.withWeight(weights.getOrDefault(s.name(), s.weight())))
                        .toList());
    }

    public int totalWeight() {
        return servers.stream().mapToInt(Server::weight).sum();
    }

    /// The configured share of that server, 0–1: its weight over the sum of weights.
    public double share(Server server) {
        return (double) server.weight() / totalWeight();
    }
}
