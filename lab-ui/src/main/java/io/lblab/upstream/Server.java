package io.lblab.upstream;

import java.util.regex.Pattern;

/// One `server` line of an upstream.
///
/// @param name what people call it and the lab shows: `app1`
/// @param host what stands in the configuration before the port: a name or an IPv4 address
/// @param port 1–65535
/// @param weight 1–1000, relative to the other servers
/// @param maxFails failures within `failTimeoutSeconds` after which the server is left out; 0 =
///   never
/// @param failTimeoutSeconds whole seconds, both the window of the failures and the time left out
/// @param maxConns requests in flight at most; 0 = any number
/// @param mode what it takes part in
public record Server(
        String name,
        String host,
        int port,
        int weight,
        int maxFails,
        int failTimeoutSeconds,
        int maxConns,
        Mode mode) {

    /// What a server takes part in.
    public enum Mode {
        /// Takes its turns.
        UP,
        /// Takes its turns when every server that is no backup is out.
        BACKUP,
        /// Gets nothing, and keeps its place in hashes.
        DOWN,
        /// Keeps the clients that `sticky` sent to it and gets no new ones.
        DRAIN
    }

    /// Larger weights make nginx slow to start under consistent hashing and teach nothing.
    public static final int MAX_WEIGHT = 1000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}");

    public Server {
        check(
                NAME.matcher(name).matches(),
                "Server name \""
                        + name
                        + "\" is not allowed: use letters, digits, - and _, a letter first.");
        check(
                HOST.matcher(host).matches(),
                "Host \""
                        + host
                        + "\" is not allowed: use a host name or an IPv4 address without a port.");
        check(port >= 1 && port <= 65535, "Port " + port + " is not between 1 and 65535.");
        check(
                weight >= 1 && weight <= MAX_WEIGHT,
                "Weight " + weight + " of " + name + " is not between 1 and " + MAX_WEIGHT + ".");
        check(
                maxFails >= 0 && maxFails <= 1000,
                "max_fails " + maxFails + " of " + name + " is not between 0 and 1000.");
        check(
                failTimeoutSeconds >= 0 && failTimeoutSeconds <= 86_400,
                "fail_timeout "
                        + failTimeoutSeconds
                        + " of "
                        + name
                        + " is not between 0 and 86400 seconds.");
        check(
                maxConns >= 0 && maxConns <= 1_000_000,
                "max_conns " + maxConns + " of " + name + " is not between 0 and 1000000.");
    }

    /// A server that takes its turns, with any number of requests in flight.
    public Server(
            String name, String host, int port, int weight, int maxFails, int failTimeoutSeconds) {
        this(name, host, port, weight, maxFails, failTimeoutSeconds, 0, Mode.UP);
    }

    /// A server with the guide's parameters: weight 1, `max_fails=3 fail_timeout=30s`.
    public static Server of(String name, String host, int port) {
        return new Server(name, host, port, 1, 3, 30);
    }

    public Server withWeight(int newWeight) {
        return new Server(
                name, host, port, newWeight, maxFails, failTimeoutSeconds, maxConns, mode);
    }

    public Server withFailures(int newMaxFails, int newFailTimeoutSeconds) {
        return new Server(
                name, host, port, weight, newMaxFails, newFailTimeoutSeconds, maxConns, mode);
    }

    public Server withMaxConns(int newMaxConns) {
        return new Server(
                name, host, port, weight, maxFails, failTimeoutSeconds, newMaxConns, mode);
    }

    public Server withMode(Mode newMode) {
        return new Server(
                name, host, port, weight, maxFails, failTimeoutSeconds, maxConns, newMode);
    }

    /// `host:port`, as it stands in nginx.conf.
    public String address() {
        return host + ":" + port;
    }

    /// `name:port`, as `X-Served-By` carries it.
    public String label() {
        return name + ":" + port;
    }

    private static void check(boolean ok, String message) {
        if (!ok) {
            throw new InvalidUpstreamException(message);
        }
    }
}
