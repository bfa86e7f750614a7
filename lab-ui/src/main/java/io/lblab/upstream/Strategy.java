package io.lblab.upstream;

/// How nginx chooses the server of a request. Each kind stands for one balancing method of nginx.
public sealed interface Strategy {

    /// In turn, by weight: nginx's default, smooth weighted round-robin.
    record RoundRobin() implements Strategy {}

    /// The server with the fewest requests in flight per weight.
    record LeastConn() implements Strategy {}

    /// The same client network (IPv4: the first three octets), the same server.
    record IpHash() implements Strategy {}

    /// The same key, the same server.
    ///
    /// @param key variables of nginx and plain characters: `$request_uri`, see [HashKey]
    /// @param consistent on a ring (ketama): another number of servers moves few keys
    record Hash(String key, boolean consistent) implements Strategy {
        public Hash {
            HashKey.check(key);
        }
    }

    /// By lot, by weight.
    record Random() implements Strategy {}

    /// Two drawn by lot, of which the one with fewer requests in flight per weight.
    record RandomTwo() implements Strategy {}

    /// The server that answers soonest, by a moving average. There is no forecast for it.
    ///
    /// @param lastByte until the whole answer, else until its header
    /// @param inflight whether unfinished requests count
    record LeastTime(boolean lastByte, boolean inflight) implements Strategy {}

    /// Round-robin, and a cookie of nginx keeps a client where it is. There is no forecast for it.
    record StickyCookie(String cookie) implements Strategy {
        public StickyCookie {
            HashKey.checkName("cookie", cookie);
        }
    }

    /// Round-robin, and a cookie of the client names the server's `route`. There is no forecast for
    /// it.
    record StickyRoute(String cookie) implements Strategy {
        public StickyRoute {
            HashKey.checkName("cookie", cookie);
        }
    }

    /// Round-robin, and nginx learns from a cookie of the servers whose session it is. There is no
    /// forecast for it.
    record StickyLearn(String cookie) implements Strategy {
        public StickyLearn {
            HashKey.checkName("cookie", cookie);
        }
    }

    /// The name people type and files carry, with its parameters: `round-robin`, `least_conn`,
    /// `hash $uri consistent`. All but round-robin are nginx's directive without its semicolon;
    /// those of `sticky` name their cookie only: `sticky cookie srv`.
    default String id() {
        return switch (this) {
            case RoundRobin _ -> "round-robin";
            case LeastConn _ -> "least_conn";
            case IpHash _ -> "ip_hash";
            case Hash(String key, boolean consistent) ->
                    "hash " + key + (consistent ? " consistent" : "");
            case Random _ -> "random";
            case RandomTwo _ -> "random two";
            case LeastTime(boolean lastByte, boolean inflight) ->
                    "least_time "
                            + (lastByte ? "last_byte" : "header")
                            + (inflight ? " inflight" : "");
            case StickyCookie(String cookie) -> "sticky cookie " + cookie;
            case StickyRoute(String cookie) -> "sticky route " + cookie;
            case StickyLearn(String cookie) -> "sticky learn " + cookie;
        };
    }

    /// The name without parameters, in which no space stands: `hash-consistent`.
    default String kind() {
        return switch (this) {
            case RoundRobin _, LeastConn _, IpHash _ -> id();
            case Hash(_, boolean consistent) -> consistent ? "hash-consistent" : "hash";
            case Random _ -> "random";
            case RandomTwo _ -> "random-two";
            case LeastTime _ -> "least_time";
            case StickyCookie _ -> "sticky-cookie";
            case StickyRoute _ -> "sticky-route";
            case StickyLearn _ -> "sticky-learn";
        };
    }

    /// Whether nginx takes servers marked `backup` with it.
    default boolean takesBackups() {
        return switch (this) {
            case IpHash _, Hash _, Random _, RandomTwo _ -> false;
            case RoundRobin _, LeastConn _, LeastTime _ -> true;
            case StickyCookie _, StickyRoute _, StickyLearn _ -> true;
        };
    }

    /// Whether clients are kept by `sticky`, so that a server can be drained.
    default boolean isSticky() {
        return switch (this) {
            case StickyCookie _, StickyRoute _, StickyLearn _ -> true;
            case RoundRobin _, LeastConn _, IpHash _, Hash _, Random _, RandomTwo _, LeastTime _ ->
                    false;
        };
    }

    /// The strategy of that name, as [#id()] writes it.
    ///
    /// @throws InvalidUpstreamException naming the strategies there are
    static Strategy ofId(String id) {
        String[] words = id.strip().split(" +", -1);
        if (words[0].equals("hash") && words.length == 2) {
            return new Hash(words[1], false);
        }
        if (words[0].equals("hash") && words.length == 3 && words[2].equals("consistent")) {
            return new Hash(words[1], true);
        }
        if (words[0].equals("sticky") && words.length == 3) {
            return switch (words[1]) {
                case "cookie" -> new StickyCookie(words[2]);
                case "route" -> new StickyRoute(words[2]);
                case "learn" -> new StickyLearn(words[2]);
                default -> throw unknown(id);
            };
        }
        return switch (String.join(" ", words)) {
            case "round-robin", "round_robin" -> new RoundRobin();
            case "least_conn", "least-conn" -> new LeastConn();
            case "ip_hash", "ip-hash" -> new IpHash();
            case "random" -> new Random();
            case "random two", "random-two", "random two least_conn" -> new RandomTwo();
            case "least_time header" -> new LeastTime(false, false);
            case "least_time header inflight" -> new LeastTime(false, true);
            case "least_time last_byte" -> new LeastTime(true, false);
            case "least_time last_byte inflight" -> new LeastTime(true, true);
            default -> throw unknown(id);
        };
    }

    private static InvalidUpstreamException unknown(String id) {
        return new InvalidUpstreamException(
                "Unknown strategy \""
                        + id
                        + "\": use round-robin, least_conn, ip_hash, \"hash KEY\", \"hash KEY"
                        + " consistent\", random or \"random two\".");
    }
}
