package io.lblab.forecast;

/// A hash of the client's network (`ngx_http_upstream_ip_hash_module.c`): IPv4 by its first three
/// octets, IPv6 by all sixteen.
final class IpHash implements Chooser {

    private static final int FIRST = 89;
    private static final int FACTOR = 113;
    private static final int MODULUS = 6271;

    private final RoundRobin fallback = new RoundRobin();

    @Override
    public long firstHash(byte[] key) {
        return FIRST;
    }

    @Override
    public int choose(Request request, long now) {
        Group group = request.group;
        if (request.probes > PROBES || group.single) {
            return fallback.choose(request, now);
        }
        int hash = (int) request.hash;
        while (true) {
            for (byte octet : request.key) {
                hash = (hash * FACTOR + (octet & 0xff)) % MODULUS;
            }
            int peer = group.at(hash % group.total);
            if (request.canGoTo(peer, now)) {
                request.hash = hash;
                group.take(peer, request, now);
                return peer;
            }
            if (++request.probes > PROBES) {
                return fallback.choose(request, now);
            }
        }
    }
}
