package io.lblab.upstream;

/// How nginx chooses the server of a request. Each kind stands for one balancing method of nginx.
public sealed interface Strategy {

    /// In turn, by weight: nginx's default, smooth weighted round-robin.
    record RoundRobin() implements Strategy {}

    /// The server with the fewest requests in flight per weight.
    record LeastConn() implements Strategy {}

    /// The same client network (IPv4: the first three octets), the same server.
    record IpHash() implements Strategy {}

    /// The name people type and files carry: `round-robin`, `least_conn`, `ip_hash`.
    default String id() {
        return switch (this) {
            case RoundRobin _ -> "round-robin";
            case LeastConn _ -> "least_conn";
            case IpHash _ -> "ip_hash";
        };
    }

    /// The strategy of that name.
    ///
    /// @throws InvalidUpstreamException naming the strategies there are
    static Strategy ofId(String id) {
        return switch (id) {
            case "round-robin", "round_robin" -> new RoundRobin();
            case "least_conn", "least-conn" -> new LeastConn();
            case "ip_hash", "ip-hash" -> new IpHash();
            default ->
                    throw new InvalidUpstreamException(
                            "Unknown strategy \""
                                    + id
                                    + "\": use round-robin, least_conn or ip_hash.");
        };
    }
}
