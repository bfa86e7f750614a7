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
public record Server(
        String name, String host, int port, int weight, int maxFails, int failTimeoutSeconds) {

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
    }

    /// A server with the guide's parameters: weight 1, `max_fails=3 fail_timeout=30s`.
    public static Server of(String name, String host, int port) {
        return new Server(name, host, port, 1, 3, 30);
    }

    public Server withWeight(int newWeight) {
        return new Server(name, host, port, newWeight, maxFails, failTimeoutSeconds);
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
