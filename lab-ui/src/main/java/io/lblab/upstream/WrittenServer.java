package io.lblab.upstream;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A `server` line as it stands in a configuration, names not looked up. Unlike [Server] it is
/// whatever nginx takes.
///
/// @param text what stands after `server`: `127.0.0.1:9001`, `app1`, `[::1]:80`, `unix:/run/a.sock`
/// @param weight at least 1
/// @param maxFails 0 = a failure never leaves it out
/// @param failTimeoutSeconds how long it is left out
/// @param maxConns 0 = any number
/// @param backup whether it waits until every other is out
/// @param down whether it gets nothing, though it keeps its place in hashes
/// @param drain whether it keeps the clients that `sticky` sent to it, and gets no new ones
/// @param comment what the line says after its semicolon behind `#`, else empty
public record WrittenServer(
        String text,
        long weight,
        long maxFails,
        long failTimeoutSeconds,
        long maxConns,
        boolean backup,
        boolean down,
        boolean drain,
        String comment) {

    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^]]*]|[^:]*)(?::([0-9]+))?");

    /// The address in full, as `$upstream_addr` prints it: a port left out is 80.
    public String address() {
        Matcher parts = WITH_PORT.matcher(text);
        if (isUnix() || !parts.matches()) {
            return text;
        }
        return parts.group(1) + ":" + (parts.group(2) == null ? "80" : parts.group(2));
    }

    /// The host without its port; the whole text of a `unix:` address.
    public String host() {
        Matcher parts = WITH_PORT.matcher(text);
        return isUnix() || !parts.matches() ? text : parts.group(1);
    }

    /// Its port; 80 when it names none.
    public int port() {
        Matcher parts = WITH_PORT.matcher(text);
        boolean named = !isUnix() && parts.matches() && parts.group(2) != null;
        return named ? Integer.parseInt(parts.group(2)) : 80;
    }

    public boolean isUnix() {
        return text.regionMatches(true, 0, "unix:", 0, 5);
    }
}
