package io.lblab.forecast;

/// One balancing method.
interface Chooser {

    /// Looks at most this often in vain, then takes turns.
    int PROBES = 20;

    /// Chooses a server among those of the request's group that it has not tried, and sends the
    /// request there; the group may change to the backups.
    ///
    /// @param now whole seconds
    /// @return the peer of the request's group, or [Balancer#NONE]
    int choose(Request request, long now);

    /// What is hashed at first.
    default long firstHash(byte[] key) {
        return 0;
    }
}
