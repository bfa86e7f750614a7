package io.lblab.nginx;

import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The part of nginx.conf that the lab writes anew on every apply: the generation, the upstream and
/// the two maps that follow from it.
final class BalancedRegion {

    static final String BEGIN = "# >>> lab: balanced upstream";
    static final String END = "# <<< lab";

    private static final String INDENT = "    ";
    private static final Pattern ADDRESS = Pattern.compile("[0-9]+(?:\\.[0-9]+){3}:[0-9]+");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]+");

    private BalancedRegion() {}

    /// The region with both markers, indented as it stands in the http block, without a final line
    /// break.
    static String render(NginxSite site, Upstream upstream, int generation) {
        return """
        %s
        # Between these two marks the lab writes, and only here. The generation counts the applies;
        # nginx returns it as X-Lab-Generation.
        map $host $lab_generation { default %d; }

        %s

        # Who answered, by its configured name: the last server tried.
        map $upstream_addr $lab_served_by {
            default "";
        %s
        }

        # The server behind /lab/instance/N/.
        map $lab_instance $lab_instance_addr {
            default "";
        %s
        }
        %s\
        """
                .formatted(
                        BEGIN,
                        generation,
                        upstreamBlock(upstream),
                        servedBy(site, upstream),
                        instances(site, upstream),
                        END)
                .lines()
                .map(line -> line.isEmpty() ? line : INDENT + line)
                .collect(Collectors.joining("\n"));
    }

    /// The `upstream` block, from its first column.
    static String upstreamBlock(Upstream upstream) {
        return """
        upstream %s {
            # The method stands first: a line below it would be lost otherwise. Without one, nginx
            # takes turns by weight (round-robin).
        %s    %s
            %s
            %s

        %s

            keepalive          %d;   # idle connections to the servers that each worker keeps
            keepalive_timeout  60s;   # less than the servers' own, so that nginx closes first
            keepalive_requests 100000;
        }\
        """
                .formatted(
                        upstream.name(),
                        otherMethod(upstream.strategy()),
                        method(
                                upstream,
                                new Strategy.LeastConn(),
                                "the server with the fewest open requests per weight"),
                        method(
                                upstream,
                                new Strategy.IpHash(),
                                "the same client network (a.b.c.*), the same server"),
                        zone(upstream),
                        serverLines(upstream),
                        upstream.keepalive());
    }

    private static String method(Upstream upstream, Strategy method, String meaning) {
        boolean inForce = upstream.strategy().equals(method);
        return "%-13s   # %s".formatted((inForce ? "" : "# ") + method.id() + ";", meaning);
    }

    /// The line of a method that is not among the guide's three, which always stand there.
    private static String otherMethod(Strategy strategy) {
        String directive =
                switch (strategy) {
                    case Strategy.RoundRobin _, Strategy.LeastConn _, Strategy.IpHash _ -> "";
                    case Strategy.Hash _,
                            Strategy.Random _,
                            Strategy.RandomTwo _,
                            Strategy.LeastTime _,
                            Strategy.StickyCookie _ ->
                            strategy.id();
                    case Strategy.StickyRoute(String cookie) -> "sticky route $cookie_" + cookie;
                    case Strategy.StickyLearn(String cookie) ->
                            "sticky learn create=$upstream_cookie_"
                                    + cookie
                                    + " lookup=$cookie_"
                                    + cookie
                                    + " zone=lab_sticky:1m";
                };
        return directive.isEmpty() ? "" : INDENT + directive + ";\n";
    }

    private static String zone(Upstream upstream) {
        return upstream.zone()
                ? "zone "
                        + upstream.name()
                        + " 256k;   # one state for all workers, so that turns and weights are exact"
                : "# zone "
                        + upstream.name()
                        + " 256k;   # without it each worker takes its own turns";
    }

    private static String serverLines(Upstream upstream) {
        return upstream.servers().stream()
                .map(server -> serverLine(server, upstream.strategy()))
                .collect(Collectors.joining("\n"));
    }

    /// A server that is written by its address carries its name in a comment.
    private static String serverLine(Server server, Strategy strategy) {
        String name = server.host().equals(server.name()) ? "" : "   # " + server.name();
        return INDENT
                + "server %s weight=%d max_fails=%d fail_timeout=%ds%s;%s"
                        .formatted(
                                server.address(),
                                server.weight(),
                                server.maxFails(),
                                server.failTimeoutSeconds(),
                                more(server, strategy),
                                name);
    }

    private static String more(Server server, Strategy strategy) {
        String limit = server.maxConns() == 0 ? "" : " max_conns=" + server.maxConns();
        String route = strategy instanceof Strategy.StickyRoute ? " route=" + server.name() : "";
        return limit
                + route
                + switch (server.mode()) {
                    case UP -> "";
                    case BACKUP -> " backup";
                    case DOWN -> " down";
                    case DRAIN -> " drain";
                };
    }

    /// nginx prints addresses, never names, and after a retry all of them: the last one answered.
    private static String servedBy(NginxSite site, Upstream upstream) {
        return upstream.servers().stream()
                .map(server ->
                        "    \"~(^|[ ,])%s$\" %s;"
                                .formatted(
                                        address(site, server).replace(".", "\\."), server.label()))
                .collect(Collectors.joining("\n"));
    }

    private static String instances(NginxSite site, Upstream upstream) {
        return upstream.servers().stream()
                .map(server ->
                        "    %s %s;"
                                .formatted(
                                        required(site.instanceIds(), server, ID),
                                        address(site, server)))
                .collect(Collectors.joining("\n"));
    }

    private static String address(NginxSite site, Server server) {
        return required(site.instanceAddresses(), server, ADDRESS);
    }

    private static String required(Map<String, String> of, Server server, Pattern allowed) {
        String value = of.get(server.name());
        if (value == null || !allowed.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Server "
                            + server.name()
                            + " is no instance of this stack: there are "
                            + String.join(", ", of.keySet().stream().sorted().toList())
                            + ".");
        }
        return value;
    }
}
