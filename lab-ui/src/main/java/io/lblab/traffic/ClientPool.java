package io.lblab.traffic;

import java.util.List;

/// The addresses that requests come from, and how nginx is made to see them.
///
/// @param addresses at least one; `127.0.0.1` alone for this machine as it is
public record ClientPool(List<String> addresses, Via via) {

    public enum Via {
        /// The address of the socket itself: 127.a.b.c on Linux.
        SOURCE_ADDRESS,
        /// The header X-Forwarded-For, which nginx believes from the lab's own address only.
        FORWARDED_FOR
    }

    public ClientPool {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new InvalidPlanException("A plan needs at least one client address.");
        }
    }
}
