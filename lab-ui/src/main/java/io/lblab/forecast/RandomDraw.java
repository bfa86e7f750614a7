package io.lblab.forecast;

/// `random` (`ngx_http_upstream_random_module.c`): a server drawn by weight, again while it can't
/// be used.
final class RandomDraw implements Chooser {

    private final RoundRobin fallback = new RoundRobin();
    private final GlibcRandom random;

    RandomDraw(GlibcRandom random) {
        this.random = random;
    }

    @Override
    public int choose(Request request, long now) {
        Group group = request.group;
        if (request.probes > PROBES || group.single) {
            return fallback.choose(request, now);
        }
        while (true) {
            int peer = group.at(random.next() % group.total);
            if (request.canGoTo(peer, now)) {
                group.take(peer, request, now);
                return peer;
            }
            if (++request.probes > PROBES) {
                return fallback.choose(request, now);
            }
        }
    }
}
