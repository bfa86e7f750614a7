package io.lblab.forecast.conformance;

import io.lblab.forecast.Balancer;
import io.lblab.forecast.GlibcRandom;
import io.lblab.upstream.WrittenServer;
import io.lblab.upstream.WrittenUpstream;
import java.util.List;
import java.util.function.UnaryOperator;

/// What is held against nginx: the forecast, or one that is wrong on purpose.
///
/// @param change what the wrong one does to a server line
/// @param backwards whether it takes the lines from the last to the first
record Model(String name, UnaryOperator<WrittenServer> change, boolean backwards) {

    static final Model TRUE = new Model("the forecast", server -> server, false);

    static final List<Model> WRONG =
            List.of(
                    new Model("ties go to the later line", server -> server, true),
                    new Model(
                            "max_conns is forgotten",
                            server -> with(server, 0, server.maxFails()),
                            false),
                    new Model(
                            "one failure more is forgiven",
                            server ->
                                    with(
                                            server,
                                            server.maxConns(),
                                            server.maxFails() == 0 ? 0 : server.maxFails() + 1),
                            false));

    Balancer balancer(WrittenUpstream upstream, GlibcRandom random) {
        List<WrittenServer> servers = upstream.servers().stream().map(change).toList();
        return Balancer.of(
                new WrittenUpstream(
                        upstream.name(),
                        upstream.method(),
                        upstream.key(),
                        upstream.sticky(),
                        backwards ? servers.reversed() : servers,
                        upstream.keepalive(),
                        upstream.zone()),
                random);
    }

    /// The place of a line in the configuration, from the one in the balancer.
    int line(int place, int size) {
        return place < 0 || !backwards ? place : size - 1 - place;
    }

    private static WrittenServer with(WrittenServer server, long maxConns, long maxFails) {
        return new WrittenServer(
                server.text(),
                server.weight(),
                maxFails,
                server.failTimeoutSeconds(),
                maxConns,
                server.backup(),
                server.down(),
                server.drain(),
                server.comment());
    }
}
