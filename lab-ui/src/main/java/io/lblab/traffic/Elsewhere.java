package io.lblab.traffic;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// A server that is not the lab's own stack, which somebody named and confirmed. There is no other
/// way to have one: what is not confirmed is not fired at.
public final class Elsewhere {

    private final URI base;

    private Elsewhere(URI base) {
        this.base = base;
    }

    /// What was asked for, before it is confirmed.
    ///
    /// @param address `http://host:port` or `https://host`, without a path
    /// @return its host, as it must be typed a second time
    /// @throws InvalidPlanException when it is no such address
    public static String hostOf(String address) {
        return parse(address).getHost();
    }

    /// A server that may be fired at.
    ///
    /// @param address `http://host:port` or `https://host`, without a path
    /// @param typed the host's name, typed a second time
    /// @throws InvalidPlanException when both don't name the same host, or the address is none
    public static Elsewhere confirmed(String address, String typed) {
        URI base = parse(address);
        if (!base.getHost().equalsIgnoreCase(typed.strip())) {
            throw new InvalidPlanException(
                    "\""
                            + typed.strip()
                            + "\" is not the host of "
                            + base
                            + ", so nothing was sent: to confirm it, type "
                            + base.getHost()
                            + ".");
        }
        return new Elsewhere(base);
    }

    private static URI parse(String address) {
        try {
            URI uri = new URI(address.strip());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean plain =
                    uri.getRawUserInfo() == null
                            && uri.getRawQuery() == null
                            && uri.getRawFragment() == null
                            && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
            if (plain
                    && uri.getHost() != null
                    && uri.getPort() != 0
                    && uri.getPort() <= 65_535
                    && (scheme.equals("http") || scheme.equals("https"))) {
                return URI.create(
                        scheme
                                + "://"
                                + uri.getHost()
                                + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
            }
        } catch (URISyntaxException _) {
            // said below
        }
        throw new InvalidPlanException(
                "\"" + address.strip() + "\" is no address of a server: write http://host:port.");
    }

    /// Scheme, host and port.
    public URI base() {
        return base;
    }
}
