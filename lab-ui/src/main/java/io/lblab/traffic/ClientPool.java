package io.lblab.traffic;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// The addresses that requests come from, how nginx is made to see them, and whether they keep
/// their connections.
///
/// @param addresses 1 to [#MAX_ADDRESSES], each once; `127.0.0.1` alone for this machine as it is
/// @param bindTo with [Via#FORWARDED_FOR], the 127.a.b.c that the connections themselves leave
///   from: nginx believes the header from the lab's own address only. Empty leaves it to the system
/// @param skew how much of the traffic each of them sends, in their order
/// @param freshConnections whether each request has a connection of its own, without keep-alive
public record ClientPool(
        List<String> addresses,
        Via via,
        Optional<String> bindTo,
        Skew skew,
        boolean freshConnections) {

    public static final int MAX_ADDRESSES = 4_096;

    public enum Via {
        /// The address of the socket itself: 127.a.b.c on Linux.
        SOURCE_ADDRESS,
        /// The header X-Forwarded-For, which nginx believes from the lab's own address only.
        FORWARDED_FOR
    }

    public ClientPool {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty() || addresses.size() > MAX_ADDRESSES) {
            throw new InvalidPlanException(
                    "A plan needs between 1 and "
                            + MAX_ADDRESSES
                            + " client addresses, not "
                            + addresses.size()
                            + ".");
        }
        if (new HashSet<>(addresses).size() < addresses.size()) {
            throw new InvalidPlanException("A client address stands twice in the pool.");
        }
        for (String address : addresses) {
            boolean allowed =
                    via == Via.SOURCE_ADDRESS
                            ? LoopbackOnly.isIpv4Loopback(address)
                            : isAddress(address);
            if (!allowed) {
                throw new InvalidPlanException(
                        "Client address \""
                                + address
                                + (via == Via.SOURCE_ADDRESS
                                        ? "\" is not one of this machine's own: use 127.a.b.c."
                                        : "\" is not an IPv4 or IPv6 address."));
            }
        }
        if (bindTo.isPresent() && !LoopbackOnly.isIpv4Loopback(bindTo.get())) {
            throw new InvalidPlanException(
                    "The lab's own address \"" + bindTo.get() + "\" must be a 127.a.b.c.");
        }
    }

    /// Clients that each send as much as any other.
    public ClientPool(List<String> addresses, Via via) {
        this(addresses, via, Optional.empty(), new Skew.Uniform(), false);
    }

    /// The same clients, some of which send more than others.
    public ClientPool skewed(Skew newSkew) {
        return new ClientPool(addresses, via, bindTo, newSkew, freshConnections);
    }

    /// The same clients, who keep their connections or not.
    public ClientPool withFreshConnections(boolean fresh) {
        return new ClientPool(addresses, via, bindTo, skew, fresh);
    }

    /// The same clients, their connections leaving from that address of the lab.
    public ClientPool boundTo(String labAddress) {
        return new ClientPool(addresses, via, Optional.of(labAddress), skew, freshConnections);
    }

    /// How many networks the addresses lie in, as `ip_hash` takes them: of an IPv4 address the
    /// first three octets, of an IPv6 address all of it.
    public int networks() {
        return (int)
                addresses.stream()
                        .map(address ->
                                address.substring(0, address.lastIndexOf('.') + 1)
                                        + (address.contains(":") ? address : ""))
                        .distinct()
                        .count();
    }

    /// The address that the connection of a client leaves from; empty leaves it to the system.
    public Optional<String> source(int client) {
        return via == Via.SOURCE_ADDRESS ? Optional.of(addresses.get(client)) : bindTo;
    }

    private static boolean isAddress(String text) {
        try {
            var _ = InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
