package io.lblab.forecast;

/// The fewest requests in flight per weight (`ngx_http_upstream_least_conn_module.c`). Those that
/// are equal take turns by weight; where there is only one, no turn is taken.
final class LeastConn implements Chooser {

    private final RoundRobin alone = new RoundRobin();

    @Override
    public int choose(Request request, long now) {
        Group group = request.group;
        if (group.single) {
            return alone.choose(request, now);
        }
        int best = best(group, request, now);
        if (best >= 0) {
            group.take(best, request, now);
            return best;
        }
        if (group.backup == null) {
            return Balancer.NONE;
        }
        request.enter(group.backup);
        return choose(request, now);
    }

    private static int best(Group group, Request request, long now) {
        int best = Balancer.NONE;
        boolean many = false;
        for (int i = 0; i < group.size; i++) {
            if (!request.canGoTo(i, now)) {
                continue;
            }
            long difference = best < 0 ? -1 : difference(group, i, best);
            if (difference < 0) {
                best = i;
                many = false;
            } else if (difference == 0) {
                many = true;
            }
        }
        return many ? nextOfEquals(group, request, now, best) : best;
    }

    private static int nextOfEquals(Group group, Request request, long now, int first) {
        int best = first;
        long sum = 0;
        for (int i = first; i < group.size; i++) {
            if (difference(group, i, best) == 0 && request.canGoTo(i, now)) {
                sum += group.turn(i);
                if (group.current[i] > group.current[best]) {
                    best = i;
                }
            }
        }
        group.current[best] -= sum;
        return best;
    }

    /// Negative when `a` has fewer requests in flight per weight than `b`.
    private static long difference(Group group, int a, int b) {
        return Long.compare(group.conns[a] * group.weight[b], group.conns[b] * group.weight[a]);
    }
}
