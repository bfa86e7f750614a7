package io.lblab.nginx;

import io.lblab.nginx.ConfigTokens.Statement;
import io.lblab.upstream.WrittenServer;
import io.lblab.upstream.WrittenUpstream.Method;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One `server` line: its address and its parameters, by nginx's rules.
final class ServerLine {

    private static final Pattern PORT = Pattern.compile("[0-9]{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern WITH_VALUE = Pattern.compile("([a-z_]+)=(.*)", Pattern.DOTALL);

    private final Statement statement;
    private long weight = 1;
    private long maxFails = 1;
    private long failTimeout = 10;
    private long maxConns;
    private boolean backup;
    private boolean down;
    private boolean drain;

    private ServerLine(Statement statement) {
        this.statement = statement;
    }

    /// Reads the statement of a server.
    ///
    /// @param before the method whose line stands above, which may not take backups
    static WrittenServer read(Statement statement, Method before) throws NginxException {
        List<String> words = statement.words();
        ServerLine line = new ServerLine(statement);
        line.checkAddress(words.get(1));
        for (String parameter : words.subList(2, words.size())) {
            line.parameter(parameter);
        }
        if (line.backup && !before.takesBackups()) {
            throw line.wrong(
                    "the method "
                            + before.words()
                            + " takes no backup servers: remove \"backup\", or choose round-robin or"
                            + " least_conn");
        }
        return new WrittenServer(
                words.get(1),
                line.weight,
                line.maxFails,
                line.failTimeout,
                line.maxConns,
                line.backup,
                line.down,
                line.drain,
                statement.comment());
    }

    private void parameter(String parameter) throws NginxException {
        switch (parameter) {
            case "backup" -> backup = true;
            case "down" -> down = true;
            case "drain" -> drain = true;
            case "resolve" -> {}
            default -> {
                Matcher parts = WITH_VALUE.matcher(parameter);
                if (!parts.matches()) {
                    throw wrong("\"" + parameter + "\" is no parameter of a server");
                }
                value(parts.group(1), parts.group(2), parameter);
            }
        }
    }

    private void value(String name, String value, String parameter) throws NginxException {
        switch (name) {
            case "weight" -> {
                weight = number(value, parameter);
                if (weight == 0) {
                    throw wrong("\"weight=0\" is refused by nginx: use 1 or more, or \"down\"");
                }
            }
            case "max_fails" -> maxFails = number(value, parameter);
            case "max_conns" -> maxConns = number(value, parameter);
            case "fail_timeout" ->
                    failTimeout =
                            NginxTime.seconds(value)
                                    .orElseThrow(() ->
                                            wrong(
                                                    "\""
                                                            + parameter
                                                            + "\" is no time in whole"
                                                            + " seconds: use 30s or 1m30s"));
            case "route" -> {}
            default ->
                    throw wrong(
                            "open-source nginx knows no parameter \"" + name + "\" of a server");
        }
    }

    private long number(String value, String parameter) throws NginxException {
        if (!NUMBER.matcher(value).matches()) {
            throw wrong("\"" + parameter + "\" is no whole number");
        }
        return Long.parseLong(value);
    }

    private void checkAddress(String text) throws NginxException {
        if (text.regionMatches(true, 0, "unix:", 0, 5)) {
            if (text.length() == 5) {
                throw wrong("the address \"unix:\" has no path");
            }
            return;
        }
        if (text.indexOf('/') >= 0 || text.indexOf('?') >= 0) {
            throw wrong(
                    "\"" + text + "\" is no server: write host:port without a scheme and a path");
        }
        int hostEnd = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        if (text.startsWith("[") && hostEnd == 0) {
            throw wrong("\"" + text + "\" lacks the bracket that ends an IPv6 address");
        }
        int end = hostEnd < 0 ? text.length() : hostEnd;
        if (end == 0) {
            throw wrong("\"" + text + "\" has no host");
        }
        if (end < text.length()) {
            String port = text.charAt(end) == ':' ? text.substring(end + 1) : "";
            if (!PORT.matcher(port).matches()
                    || Long.parseLong(port) < 1
                    || Long.parseLong(port) > 65535) {
                throw wrong(
                        "\""
                                + text
                                + "\" has no port between 1 and 65535 (an IPv6 address needs"
                                + " brackets)");
            }
        }
    }

    private NginxException wrong(String what) {
        return UpstreamReader.wrong(statement, what);
    }
}
