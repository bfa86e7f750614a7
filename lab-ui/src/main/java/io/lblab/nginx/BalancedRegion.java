package io.lblab.nginx;

import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.util.List;
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
            %s
            %s
            zone %s 256k;   # one state for all workers, so that turns and weights are exact

        %s

            keepalive          %d;   # idle connections to the servers that each worker keeps
            keepalive_timeout  60s;   # less than the servers' own, so that nginx closes first
            keepalive_requests 100000;
        }\
        """
                .formatted(
                        upstream.name(),
                        method(
                                upstream,
                                new Strategy.LeastConn(),
                                "the server with the fewest open requests per weight"),
                        method(
                                upstream,
                                new Strategy.IpHash(),
                                "the same client network (a.b.c.*), the same server"),
                        upstream.name(),
                        serverLines(upstream.servers()),
                        upstream.keepalive());
    }

    private static String method(Upstream upstream, Strategy method, String meaning) {
        boolean inForce = upstream.strategy().equals(method);
        return "%-13s   # %s".formatted((inForce ? "" : "# ") + method.id() + ";", meaning);
    }

    private static String serverLines(List<Server> servers) {
        return servers.stream().map(BalancedRegion::serverLine).collect(Collectors.joining("\n"));
    }

    /// A server that is written by its address carries its name in a comment.
    private static String serverLine(Server server) {
        String name = server.host().equals(server.name()) ? "" : "   # " + server.name();
        return INDENT
                + "server %s weight=%d max_fails=%d fail_timeout=%ds;%s"
                        .formatted(
                                server.address(),
                                server.weight(),
                                server.maxFails(),
                                server.failTimeoutSeconds(),
                                name);
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
