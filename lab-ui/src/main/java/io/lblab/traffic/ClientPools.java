package io.lblab.traffic;

import io.lblab.traffic.ClientPool.Via;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// The pools of clients that the lab owns. Every address lies in a /24 of its own where nobody says
/// otherwise, because `ip_hash` looks at three octets only; the networks are scattered, because
/// consecutive ones take the servers in turn. The same seed gives the same addresses.
public final class ClientPools {

    /// Addresses of a /24 that a machine can have.
    private static final int HOSTS = 254;

    private ClientPools() {}

    /// This machine as it is: one client, 127.0.0.1.
    public static ClientPool thisMachine() {
        return new ClientPool(List.of("127.0.0.1"), Via.SOURCE_ADDRESS);
    }

    /// Real source addresses of this machine, 127.a.b.c.
    ///
    /// @throws InvalidPlanException where the system has no such addresses (everywhere but Linux),
    ///   or `count` is out of range
    public static ClientPool local(int count, long seed) {
        return local(count, count, seed);
    }

    /// The same, spread over so many /24s in turn.
    ///
    /// @throws InvalidPlanException also when they don't fit into them
    public static ClientPool local(int count, int networks, long seed) {
        if (!hasLocalAddresses()) {
            throw new InvalidPlanException(
                    "This system sends from 127.0.0.1 only: use forwarded clients instead.");
        }
        return new ClientPool(ipv4(127, count, networks, seed), Via.SOURCE_ADDRESS);
    }

    /// Addresses 10.a.b.c given in X-Forwarded-For.
    public static ClientPool forwarded(int count, long seed) {
        return forwarded(count, count, seed);
    }

    /// The same, spread over so many /24s in turn.
    ///
    /// @throws InvalidPlanException when they don't fit into them
    public static ClientPool forwarded(int count, int networks, long seed) {
        return new ClientPool(ipv4(10, count, networks, seed), Via.FORWARDED_FOR);
    }

    /// IPv6 addresses of the range for documentation given in X-Forwarded-For, each in a /64 of its
    /// own.
    public static ClientPool forwardedIpv6(int count, long seed) {
        checkCount(count);
        SplittableRandom random = new SplittableRandom(seed);
        Set<String> networks = new HashSet<>();
        List<String> addresses = new ArrayList<>();
        while (addresses.size() < count) {
            String network =
                    "2001:db8:%x:%x:"
                            .formatted(random.nextInt(1, 0x10000), random.nextInt(1, 0x10000));
            if (networks.add(network)) {
                addresses.add(network + ":%x".formatted(random.nextInt(1, 0x10000)));
            }
        }
        return new ClientPool(addresses, Via.FORWARDED_FOR);
    }

    /// Whether a socket of this system can leave from any 127.a.b.c. Asked, not assumed.
    public static boolean hasLocalAddresses() {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.83.211.7"), 0));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// The second octet is never 0: 127.0.x.y belongs to the machine's own services.
    private static List<String> ipv4(int first, int count, int networks, long seed) {
        checkCount(count);
        checkNetworks(count, networks);
        SplittableRandom random = new SplittableRandom(seed);
        Set<Integer> drawn = new HashSet<>();
        List<String> prefixes = new ArrayList<>();
        Set<String> addresses = new LinkedHashSet<>();
        while (prefixes.size() < networks) {
            int second = random.nextInt(1, 256);
            int third = random.nextInt(256);
            if (drawn.add(second << 8 | third)) {
                String prefix = first + "." + second + "." + third + ".";
                prefixes.add(prefix);
                addresses.add(prefix + random.nextInt(1, HOSTS + 1));
            }
        }
        while (addresses.size() < count) {
            String prefix = prefixes.get(addresses.size() % networks);
            while (!addresses.add(prefix + random.nextInt(1, HOSTS + 1))) {
                // that one is there already
            }
        }
        return List.copyOf(addresses);
    }

    private static void checkNetworks(int count, int networks) {
        if (networks < 1 || networks > count) {
            throw new InvalidPlanException(
                    "The number of networks, "
                            + networks
                            + ", is not between 1 and the number of clients, "
                            + count
                            + ".");
        }
        if (count > networks * HOSTS) {
            throw new InvalidPlanException(
                    count
                            + " clients don't fit into "
                            + networks
                            + (networks == 1 ? " network" : " networks")
                            + ": a /24 has room for "
                            + HOSTS
                            + ".");
        }
    }

    private static void checkCount(int count) {
        if (count < 1 || count > ClientPool.MAX_ADDRESSES) {
            throw new InvalidPlanException(
                    "The number of clients, "
                            + count
                            + ", is not between 1 and "
                            + ClientPool.MAX_ADDRESSES
                            + ".");
        }
    }
}
