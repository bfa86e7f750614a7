package io.lblab.forecast;

import java.util.zip.CRC32;

/// `hash KEY consistent` (ketama, `ngx_http_upstream_hash_module.c`): the server whose point
/// follows the key's on a [Ring]; after a vain look that of the next point.
final class ConsistentHash implements Chooser {

    private final RoundRobin fallback = new RoundRobin();
    private final CRC32 crc = new CRC32();
    private final Ring ring;

    ConsistentHash(Ring ring) {
        this.ring = ring;
    }

    @Override
    public long firstHash(byte[] key) {
        crc.reset();
        crc.update(key);
        return ring.find(crc.getValue());
    }

    @Override
    public int choose(Request request, long now) {
        Group group = request.group;
        if (request.probes > PROBES || group.single || request.key.length == 0) {
            return fallback.choose(request, now);
        }
        while (true) {
            int best = best(ring.peersAt(request.hash), request, now);
            if (best >= 0) {
                group.take(best, request, now);
                return best;
            }
            request.hash++;
            if (++request.probes > PROBES) {
                return fallback.choose(request, now);
            }
        }
    }

    /// Servers of the same text take turns.
    private static int best(int[] candidates, Request request, long now) {
        Group group = request.group;
        int best = Balancer.NONE;
        long sum = 0;
        for (int peer : candidates) {
            if (request.canGoTo(peer, now)) {
                sum += group.turn(peer);
                if (best < 0 || group.current[peer] > group.current[best]) {
                    best = peer;
                }
            }
        }
        if (best >= 0) {
            group.current[best] -= sum;
        }
        return best;
    }
}
