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
public record Upstream(String name, Strategy strategy, List<Server> servers, int keepalive) {

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
    }

    public Upstream withStrategy(Strategy newStrategy) {
        return new Upstream(name, newStrategy, servers, keepalive);
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
        return new Upstream(
                name,
                strategy,
                servers.stream()
                        .map(s -> s.withWeight(weights.getOrDefault(s.name(), s.weight())))
                        .toList(),
                keepalive);
    }

    public int totalWeight() {
        return servers.stream().mapToInt(Server::weight).sum();
    }

    /// The configured share of that server, 0–1: its weight over the sum of weights.
    public double share(Server server) {
        return (double) server.weight() / totalWeight();
    }
}
