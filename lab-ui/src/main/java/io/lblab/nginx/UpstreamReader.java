package io.lblab.nginx;

import io.lblab.nginx.ConfigTokens.End;
import io.lblab.nginx.ConfigTokens.Statement;
import io.lblab.upstream.WrittenServer;
import io.lblab.upstream.WrittenUpstream;
import io.lblab.upstream.WrittenUpstream.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads an `upstream { … }` block as nginx would: what nginx refuses is refused with the line,
/// what it takes is taken, whatever the lab itself would write. Names are not looked up.
public final class UpstreamReader {

    private static final Set<String> WITHOUT_INFLUENCE =
            Set.of(
                    "keepalive_timeout",
                    "keepalive_requests",
                    "keepalive_time",
                    "resolver",
                    "resolver_timeout");
    private static final Map<List<String>, Method> LEAST_TIME =
            Map.of(
                    List.of("header"), Method.LEAST_TIME_HEADER,
                    List.of("header", "inflight"), Method.LEAST_TIME_HEADER_INFLIGHT,
                    List.of("last_byte"), Method.LEAST_TIME_LAST_BYTE,
                    List.of("last_byte", "inflight"), Method.LEAST_TIME_LAST_BYTE_INFLIGHT);
    private static final Set<String> STICKY = Set.of("cookie", "route", "learn");

    private final List<WrittenServer> servers = new ArrayList<>();
    private Method method = Method.ROUND_ROBIN;
    private String key = "";
    private String sticky = "";
    private int keepalive;
    private boolean zone;

    private UpstreamReader() {}

    /// Reads a text that holds one upstream block and nothing else but comments.
    ///
    /// @throws NginxException with one sentence and the line when nginx would refuse it
    public static WrittenUpstream read(String text) throws NginxException {
        ConfigTokens tokens = new ConfigTokens(text);
        Statement head = tokens.next();
        if (head.end() == End.FILE) {
            throw new NginxException(
                    "There is no upstream block: begin it with \"upstream NAME {\".");
        }
        if (!head.words().isEmpty() && !head.words().getFirst().equals("upstream")) {
            throw wrong(
                    head,
                    "\""
                            + head.words().getFirst()
                            + "\" is no upstream block: begin with \"upstream NAME {\"");
        }
        if (head.end() != End.OPEN || head.words().size() != 2 || head.words().get(1).isEmpty()) {
            throw wrong(head, "an upstream block begins with \"upstream NAME {\"");
        }
        WrittenUpstream upstream = new UpstreamReader().body(head.words().get(1), tokens);
        Statement after = tokens.next();
        if (after.end() != End.FILE) {
            throw wrong(after, "more follows the upstream block: leave that one block only");
        }
        return upstream;
    }

    private WrittenUpstream body(String name, ConfigTokens tokens) throws NginxException {
        while (true) {
            Statement statement = tokens.next();
            switch (statement.end()) {
                case SEMICOLON -> directive(statement);
                case OPEN ->
                        throw wrong(
                                statement,
                                "\"" + statement.words().getFirst() + "\" is not ended by \";\"");
                case FILE ->
                        throw wrong(statement, "the file ends within the upstream: add a \"}\"");
                case CLOSE -> {
                    if (servers.stream().allMatch(WrittenServer::backup)) {
                        throw wrong(
                                statement,
                                servers.isEmpty()
                                        ? "no server stands in the upstream"
                                        : "all servers of the upstream are backups, which nginx"
                                                + " refuses");
                    }
                    return new WrittenUpstream(name, method, key, sticky, servers, keepalive, zone);
                }
            }
        }
    }

    private void directive(Statement statement) throws NginxException {
        List<String> words = statement.words();
        String name = words.getFirst();
        List<String> arguments = words.subList(1, words.size());
        switch (name) {
            case "server" -> {
                if (arguments.isEmpty()) {
                    throw wrong(statement, "\"server\" needs an address");
                }
                servers.add(ServerLine.read(statement, method));
            }
            case "least_conn" -> {
                expect(statement, arguments.isEmpty(), "\"least_conn\" takes no parameter");
                method = Method.LEAST_CONN;
            }
            case "ip_hash" -> {
                expect(statement, arguments.isEmpty(), "\"ip_hash\" takes no parameter");
                method = Method.IP_HASH;
            }
            case "hash" -> hash(statement, arguments);
            case "random" -> random(statement, arguments);
            case "least_time" -> {
                Method found = LEAST_TIME.get(arguments);
                if (found == null) {
                    throw wrong(
                            statement,
                            "\"least_time\" is followed by header or last_byte, and inflight if"
                                    + " wanted");
                }
                method = found;
            }
            case "sticky" -> {
                expect(
                        statement,
                        arguments.size() >= 2 && STICKY.contains(arguments.getFirst()),
                        "\"sticky\" is followed by cookie, route or learn and its parameters");
                sticky = String.join(" ", arguments);
            }
            case "zone" -> {
                expect(
                        statement,
                        !arguments.isEmpty() && arguments.size() <= 2,
                        "\"zone\" is followed by a name and a size: zone app_backend 256k");
                zone = true;
            }
            case "keepalive" -> keepalive(statement, arguments);
            default ->
                    expect(
                            statement,
                            WITHOUT_INFLUENCE.contains(name) && !arguments.isEmpty(),
                            WITHOUT_INFLUENCE.contains(name)
                                    ? "\"" + name + "\" needs a value"
                                    : "open-source nginx knows no directive \""
                                            + name
                                            + "\" in an upstream");
        }
    }

    private void hash(Statement statement, List<String> arguments) throws NginxException {
        expect(
                statement,
                arguments.size() == 1 || arguments.size() == 2,
                "\"hash\" is followed by a key, and consistent if wanted");
        boolean consistent = arguments.size() == 2;
        expect(
                statement,
                !consistent || arguments.get(1).equals("consistent"),
                "\"" + arguments.getLast() + "\" is no parameter of hash: use consistent");
        method = consistent ? Method.HASH_CONSISTENT : Method.HASH;
        key = arguments.getFirst();
    }

    private void random(Statement statement, List<String> arguments) throws NginxException {
        boolean two = !arguments.isEmpty();
        expect(
                statement,
                !two || arguments.getFirst().equals("two"),
                "\"" + String.join(" ", arguments) + "\" is no parameter of random: use two");
        expect(
                statement,
                arguments.size() <= 1
                        || (arguments.size() == 2 && arguments.get(1).equals("least_conn")),
                "open-source nginx knows only least_conn after \"random two\"");
        method = two ? Method.RANDOM_TWO : Method.RANDOM;
    }

    private void keepalive(Statement statement, List<String> arguments) throws NginxException {
        expect(
                statement,
                !arguments.isEmpty() && arguments.getFirst().matches("[0-9]{1,9}"),
                "\"keepalive\" is followed by a number of connections");
        keepalive = Integer.parseInt(arguments.getFirst());
    }

    private static void expect(Statement statement, boolean ok, String otherwise)
            throws NginxException {
        if (!ok) {
            throw wrong(statement, otherwise);
        }
    }

    static NginxException wrong(Statement statement, String what) {
        return new NginxException("Line " + statement.line() + ": " + what + ".");
    }
}
