package io.lblab.upstream;

import java.util.List;

/// An `upstream` block as nginx reads it, which is more than [Upstream] allows: any server list and
/// any hash key that nginx takes.
///
/// @param key what stands after `hash`, variables not evaluated; empty for other methods
/// @param sticky the parameters of a `sticky` line: `cookie srv expires=1h`; empty without one
/// @param keepalive 0 when nothing is said of it
/// @param servers in the order of their lines, backups among them
public record WrittenUpstream(
        String name,
        Method method,
        String key,
        String sticky,
        List<WrittenServer> servers,
        int keepalive,
        boolean zone) {

    /// A balancing method of nginx, apart from its key.
    public enum Method {
        ROUND_ROBIN("round-robin"),
        LEAST_CONN("least_conn"),
        IP_HASH("ip_hash"),
        HASH("hash"),
        HASH_CONSISTENT("hash consistent"),
        RANDOM("random"),
        RANDOM_TWO("random two"),
        LEAST_TIME_HEADER("least_time header"),
        LEAST_TIME_HEADER_INFLIGHT("least_time header inflight"),
        LEAST_TIME_LAST_BYTE("least_time last_byte"),
        LEAST_TIME_LAST_BYTE_INFLIGHT("least_time last_byte inflight");

        private final String words;

        Method(String words) {
            this.words = words;
        }

        /// As people write it: `hash consistent`.
        public String words() {
            return words;
        }

        /// Whether it draws lots.
        public boolean isRandom() {
            return this == RANDOM || this == RANDOM_TWO;
        }

        /// Whether it goes by a key.
        public boolean hasKey() {
            return this == HASH || this == HASH_CONSISTENT;
        }

        /// Whether nginx takes backups after its line.
        public boolean takesBackups() {
            return this != IP_HASH && !hasKey() && !isRandom();
        }
    }

    public WrittenUpstream {
        servers = List.copyOf(servers);
    }

    /// The block that the lab writes for an upstream.
    public static WrittenUpstream of(Upstream upstream) {
        return new WrittenUpstream(
                upstream.name(),
                method(upstream.strategy()),
                upstream.strategy() instanceof Strategy.Hash hash ? hash.key() : "",
                upstream.strategy().isSticky()
                        ? upstream.strategy().id().substring("sticky ".length())
                        : "",
                upstream.servers().stream().map(WrittenUpstream::written).toList(),
                upstream.keepalive(),
                upstream.zone());
    }

    private static Method method(Strategy strategy) {
        return switch (strategy) {
            case Strategy.RoundRobin _,
                    Strategy.StickyCookie _,
                    Strategy.StickyRoute _,
                    Strategy.StickyLearn _ ->
                    Method.ROUND_ROBIN;
            case Strategy.LeastConn _ -> Method.LEAST_CONN;
            case Strategy.IpHash _ -> Method.IP_HASH;
            case Strategy.Hash hash -> hash.consistent() ? Method.HASH_CONSISTENT : Method.HASH;
            case Strategy.Random _ -> Method.RANDOM;
            case Strategy.RandomTwo _ -> Method.RANDOM_TWO;
            case Strategy.LeastTime(boolean lastByte, boolean inflight) ->
                    lastByte
                            ? inflight
                                    ? Method.LEAST_TIME_LAST_BYTE_INFLIGHT
                                    : Method.LEAST_TIME_LAST_BYTE
                            : inflight
                                    ? Method.LEAST_TIME_HEADER_INFLIGHT
                                    : Method.LEAST_TIME_HEADER;
        };
    }

    private static WrittenServer written(Server server) {
        return new WrittenServer(
                server.address(),
                server.weight(),
                server.maxFails(),
                server.failTimeoutSeconds(),
                server.maxConns(),
                server.mode() == Server.Mode.BACKUP,
                server.mode() == Server.Mode.DOWN,
                server.mode() == Server.Mode.DRAIN,
                server.name());
    }
}
