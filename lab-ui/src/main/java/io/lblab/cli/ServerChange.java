package io.lblab.cli;

import io.lblab.nginx.NginxTime;
import io.lblab.upstream.InvalidUpstreamException;
import io.lblab.upstream.Server;
import java.util.OptionalLong;

/// What `--server app2:max_fails=1,fail_timeout=5s,backup` changes of a server: nginx's parameters
/// between commas.
///
/// @param name the server's
/// @param parameters as they were typed
record ServerChange(String name, String parameters) {

    private static final String KNOWN =
            "weight=N, max_fails=N, fail_timeout=SECONDS, max_conns=N (0 = any number), up, backup, down"
                    + " and drain";

    /// Takes what was typed apart.
    ///
    /// @throws InvalidUpstreamException when it names no server, or nothing to change
    static ServerChange parse(String typed) {
        int colon = typed.indexOf(':');
        String name = colon < 0 ? "" : typed.substring(0, colon).strip();
        String parameters = typed.substring(colon + 1).strip();
        if (name.isEmpty() || parameters.isEmpty()) {
            throw new InvalidUpstreamException(
                    "--server \""
                            + typed
                            + "\" says nothing to change: name a server and its parameters, as in"
                            + " app2:max_fails=1,fail_timeout=5s,backup.");
        }
        return new ServerChange(name, parameters);
    }

    /// The server with these parameters; those that are not named stay.
    ///
    /// @throws InvalidUpstreamException naming the parameter that can't be used
    Server of(Server server) {
        Server changed = server;
        for (String parameter : parameters.split(",", -1)) {
            changed = with(changed, parameter.strip());
        }
        return changed;
    }

    private Server with(Server server, String parameter) {
        int sign = parameter.indexOf('=');
        if (sign < 0) {
            return server.withMode(mode(parameter));
        }
        String value = parameter.substring(sign + 1).strip();
        return switch (parameter.substring(0, sign).strip()) {
            case "weight" -> server.withWeight(number("weight", value));
            case "max_fails" ->
                    server.withFailures(number("max_fails", value), server.failTimeoutSeconds());
            case "fail_timeout" -> server.withFailures(server.maxFails(), seconds(value));
            case "max_conns" -> server.withMaxConns(number("max_conns", value));
            default -> throw unknown(parameter);
        };
    }

    private Server.Mode mode(String word) {
        return switch (word) {
            case "up" -> Server.Mode.UP;
            case "backup" -> Server.Mode.BACKUP;
            case "down" -> Server.Mode.DOWN;
            case "drain" -> Server.Mode.DRAIN;
            default -> throw unknown(word);
        };
    }

    private InvalidUpstreamException unknown(String parameter) {
        return new InvalidUpstreamException(
                "\"" + parameter + "\" is no parameter of a server: use " + KNOWN + ".");
    }

    private int number(String what, String value) {
        if (!value.matches("[0-9]{1,9}")) {
            throw new InvalidUpstreamException(
                    "%s \"%s\" of %s is no whole number: use digits only."
                            .formatted(what, value, name));
        }
        return Integer.parseInt(value);
    }

    private int seconds(String value) {
        OptionalLong seconds = NginxTime.seconds(value);
        if (value.startsWith("-") || seconds.isEmpty() || seconds.getAsLong() > Integer.MAX_VALUE) {
            throw new InvalidUpstreamException(
                    "fail_timeout \"%s\" of %s is no time in whole seconds: use 5s or 1m30s."
                            .formatted(value, name));
        }
        return (int) seconds.getAsLong();
    }
}
