package io.lblab.traffic;

import java.net.URI;
import java.util.regex.Pattern;

/// The guard of the lab: traffic goes to this machine's own loopback and nowhere else.
public final class LoopbackOnly {

    private static final Pattern IPV4_LOOPBACK =
            Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

    private LoopbackOnly() {}

    static boolean isIpv4Loopback(String host) {
        return IPV4_LOOPBACK.matcher(host).matches();
    }

    /// The target with `localhost` spelled as 127.0.0.1, so that no name is ever looked up.
    ///
    /// @throws InvalidPlanException for any other target than `http://127.a.b.c:port`
    public static URI check(URI base) {
        String host = base.getHost();
        if (host == null || (!host.equalsIgnoreCase("localhost") && !isIpv4Loopback(host))) {
            throw new InvalidPlanException(
                    "The lab sends traffic to its own stack on 127.0.0.1 only, not to "
                            + base
                            + ".");
        }
        if (!"http".equalsIgnoreCase(base.getScheme()) || base.getRawUserInfo() != null) {
            throw new InvalidPlanException(
                    "The target " + base + " must look like http://127.0.0.1:8000.");
        }
        String address = isIpv4Loopback(host) ? host : "127.0.0.1";
        return URI.create("http://" + address + (base.getPort() < 0 ? "" : ":" + base.getPort()));
    }
}
