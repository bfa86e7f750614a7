package io.lblab.forecast;

/// `random two` (`ngx_http_upstream_random_module.c`): two different servers are drawn by weight,
/// the one with fewer requests in flight per weight gets the request, the second among equals.
/// Every draw but the last counts as a vain look.
final class RandomTwo implements Chooser {

    private final RoundRobin fallback = new RoundRobin();
    private final GlibcRandom random;

    RandomTwo(GlibcRandom random) {
        this.random = random;
    }

    @Override
    public int choose(Request request, long now) {
        Group group = request.group;
        if (request.probes > PROBES || group.single) {
            return fallback.choose(request, now);
        }
        int first = Balancer.NONE;
        while (true) {
            int peer = group.at(random.next() % group.total);
            if (peer != first && request.canGoTo(peer, now)) {
                if (first >= 0) {
                    int better = better(group, first, peer);
                    group.take(better, request, now);
                    return better;
                }
                first = peer;
            }
            if (++request.probes > PROBES) {
                return fallback.choose(request, now);
            }
        }
    }

    private static int better(Group group, int first, int second) {
        boolean secondIsBusier =
                group.conns[second] * group.weight[first]
                        > group.conns[first] * group.weight[second];
        return secondIsBusier ? first : second;
    }
}
