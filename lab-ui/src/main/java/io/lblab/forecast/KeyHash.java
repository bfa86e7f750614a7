package io.lblab.forecast;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// `hash KEY` (`ngx_http_upstream_hash_module.c`): a checksum of the key, after a vain look with
/// the number of the look before it, added to what there was.
final class KeyHash implements Chooser {

    private final RoundRobin fallback = new RoundRobin();
    private final CRC32 crc = new CRC32();

    @Override
    public int choose(Request request, long now) {
        Group group = request.group;
        if (request.probes > PROBES || group.single || request.key.length == 0) {
            return fallback.choose(request, now);
        }
        while (true) {
            crc.reset();
            if (request.rehash > 0) {
                crc.update(Integer.toString(request.rehash).getBytes(StandardCharsets.US_ASCII));
            }
            crc.update(request.key);
            request.hash += (crc.getValue() >>> 16) & 0x7fff;
            request.rehash++;
            int peer = group.at(request.hash % group.total);
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
