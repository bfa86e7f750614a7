package io.lblab.shop.web;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The address of whoever asks. The load balancer says it in `X-Forwarded-For`, which it writes
/// anew for every request; that is believed of a neighbour only (loopback or a private network),
/// because anybody else could claim any address.
public final class ClientAddress {
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F.:]{2,45}");

    private ClientAddress() {}

    public static String of(Context ctx) {
        return of(ctx.req().getRemoteAddr(), ctx.header("X-Forwarded-For"));
    }

    /// The last address of the header is the one that our neighbour wrote itself.
    static String of(String peer, @Nullable String forwarded) {
        if (forwarded == null || !isNeighbour(peer)) {
            return peer;
        }
        String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        return LITERAL.matcher(last).matches() ? last : peer;
    }

    private static boolean isNeighbour(String peer) {
        try {
            InetAddress address = InetAddress.ofLiteral(peer);
            return address.isLoopbackAddress()
                    || address.isSiteLocalAddress()
                    || isUniqueLocal(address);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// fc00::/7, the private networks of IPv6.
    private static boolean isUniqueLocal(InetAddress address) {
        return address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
    }
}
