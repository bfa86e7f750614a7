package io.lblab.distribution.verdict;

/// nginx's balancing methods, as far as a verdict tells them apart.
public enum Method {
    ROUND_ROBIN,
    LEAST_CONN,
    IP_HASH,
    HASH,
    CONSISTENT_HASH,
    RANDOM,
    RANDOM_TWO,
    LEAST_TIME,
    STICKY;

    /// Whether the same key always has the same server, so that requests are no independent draws.
    boolean isKeyed() {
        return this == IP_HASH || this == HASH || this == CONSISTENT_HASH;
    }

    /// Whether the method goes by a state that servers take turns in: with one state for each
    /// worker there are as many turns.
    boolean takesTurns() {
        return this == ROUND_ROBIN || this == LEAST_CONN;
    }
}
