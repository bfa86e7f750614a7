package io.lblab.forecast;

/// Smooth weighted round-robin, nginx's default (`ngx_http_upstream_round_robin.c`), and what every
/// other method falls back to.
///
/// In a turn the current weight of each server grows by its weight; the greatest gets the request,
/// the earlier line among equals, and sinks by the sum of what all grew.
final class RoundRobin implements Chooser {

    @Override
    public int choose(Request request, long now) {
        Group group = request.group;
        int best = group.single ? alone(group) : best(group, request, now);
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

    private static int alone(Group group) {
        return group.availableAlone() ? 0 : Balancer.NONE;
    }

    private static int best(Group group, Request request, long now) {
        return group.allAlike() && request.hasTriedNothing()
                ? bestOfAll(group)
                : bestOfRest(group, request, now);
    }

    private static int bestOfAll(Group group) {
        long[] current = group.current;
        long[] weight = group.weight;
        int best = 0;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < current.length; i++) {
            long now = current[i] + weight[i];
            current[i] = now;
            if (now > most) {
                most = now;
                best = i;
            }
        }
        current[best] = most - group.total;
        return best;
    }

    private static int bestOfRest(Group group, Request request, long now) {
        int best = Balancer.NONE;
        long sum = 0;
        for (int i = 0; i < group.size; i++) {
            if (request.canGoTo(i, now)) {
                sum += group.turn(i);
                if (best < 0 || group.current[i] > group.current[best]) {
                    best = i;
                }
            }
        }
        if (best >= 0) {
            group.current[best] -= sum;
        }
        return best;
    }
}
