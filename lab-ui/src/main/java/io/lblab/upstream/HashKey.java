package io.lblab.upstream;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What may stand after `hash`: variables that every nginx has, and plain characters between them.
/// Nothing that could end a string or a directive, and no variable that would keep nginx from
/// starting.
final class HashKey {

    private static final Pattern KEY =
            Pattern.compile("(?:\\$[a-z0-9_]{1,64}|[A-Za-z0-9._:/|~+-]){1,128}");
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z0-9_]*)");
    private static final Set<String> VARIABLES =
            Set.of(
                    "args",
                    "binary_remote_addr",
                    "content_type",
                    "document_uri",
                    "host",
                    "hostname",
                    "query_string",
                    "remote_addr",
                    "remote_port",
                    "remote_user",
                    "request",
                    "request_method",
                    "request_uri",
                    "scheme",
                    "server_addr",
                    "server_name",
                    "server_port",
                    "server_protocol",
                    "uri");
    private static final Pattern FAMILY = Pattern.compile("(?:arg|cookie|http)_[a-z0-9_]{1,50}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");

    private HashKey() {}

    /// Refuses a key that is not plain.
    ///
    /// @throws InvalidUpstreamException saying what a key is made of
    static void check(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new InvalidUpstreamException(
                    "Hash key \""
                            + key
                            + "\" is not allowed: use variables of nginx like $request_uri,"
                            + " $remote_addr, $arg_user or $cookie_session, and letters, digits and"
                            + " . _ : / | ~ + - between them.");
        }
        Matcher variable = VARIABLE.matcher(key);
        while (variable.find()) {
            String name = variable.group(1);
            if (!VARIABLES.contains(name) && !FAMILY.matcher(name).matches()) {
                throw new InvalidUpstreamException(
                        "Hash key \""
                                + key
                                + "\" names the variable $"
                                + name
                                + ", which the lab doesn't know: use $request_uri, $uri, $args,"
                                + " $host, $remote_addr, or one that begins with $arg_, $cookie_ or"
                                + " $http_.");
            }
        }
    }

    /// Refuses a name that is not plain.
    ///
    /// @throws InvalidUpstreamException saying what a name is made of
    static void checkName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidUpstreamException(
                    "The "
                            + what
                            + " \""
                            + name
                            + "\" is not allowed: use letters, digits and _, a letter first.");
        }
    }
}
