package io.lblab.forecast;

import io.lblab.upstream.WrittenServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/// The ring of `hash KEY consistent`: 160 points for each unit of a server's weight, from checksums
/// of its text, as Cache::Memcached::Fast has it. Servers of the same text have the same points.
final class Ring {

    private static final int POINTS_PER_WEIGHT = 160;

    /// The points in ascending order as unsigned numbers, with the highest bit turned so that they
    /// compare as signed ones.
    private final int[] points;

    private final int[] owners;
    private final int[][] peers;
    private final int size;

    /// The ring of these servers.
    ///
    /// @param primary the servers that are no backups, in order
    Ring(List<WrittenServer> primary) {
        Map<String, Integer> ids = new HashMap<>();
        List<List<Integer>> sameText = new ArrayList<>();
        long weights = primary.stream().mapToLong(WrittenServer::weight).sum();
        long[] packed = new long[Math.toIntExact(weights * POINTS_PER_WEIGHT)];
        int n = 0;
        for (int i = 0; i < primary.size(); i++) {
            WrittenServer server = primary.get(i);
            int id = ids.computeIfAbsent(server.text(), _ -> sameText.size());
            if (id == sameText.size()) {
                sameText.add(new ArrayList<>());
            }
            sameText.get(id).add(i);
            n = addPoints(server, id, packed, n);
        }
        // A stable order: of equal points that of the earlier line stays.
        Arrays.sort(packed);
        points = new int[n];
        owners = new int[n];
        int kept = 0;
        for (long point : packed) {
            int ordered = (int) (point >>> 32);
            if (kept == 0 || points[kept - 1] != ordered) {
                points[kept] = ordered;
                owners[kept++] = (int) point;
            }
        }
        size = kept;
        peers =
                sameText.stream()
                        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                        .toArray(int[][]::new);
    }

    private static int addPoints(WrittenServer server, int id, long[] to, int from) {
        byte[] base = base(server.text());
        byte[] previous = new byte[4];
        CRC32 crc = new CRC32();
        int n = from;
        for (long i = 0; i < server.weight() * POINTS_PER_WEIGHT; i++) {
            crc.reset();
            crc.update(base);
            crc.update(previous);
            long point = crc.getValue();
            to[n++] = (long) ((int) point ^ Integer.MIN_VALUE) << 32 | id;
            for (int b = 0; b < 4; b++) {
                previous[b] = (byte) (point >>> (8 * b));
            }
        }
        return n;
    }

    /// The text's host, a zero and its port. Nothing is normalised: without a port there is none.
    private static byte[] base(String text) {
        String host = text;
        String port = "";
        int colon = text.lastIndexOf(':');
        if (text.regionMatches(true, 0, "unix:", 0, 5)) {
            host = text.substring(5);
        } else if (colon >= 0
                && text.substring(colon + 1).chars().allMatch(c -> c >= '0' && c <= '9')) {
            host = text.substring(0, colon);
            port = text.substring(colon + 1);
        }
        return (host + '\0' + port).getBytes(StandardCharsets.UTF_8);
    }

    int size() {
        return size;
    }

    /// The first point at or after the checksum of a key; [#size()] past the last one.
    int find(long checksum) {
        int wanted = (int) checksum ^ Integer.MIN_VALUE;
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (points[middle] < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The peers whose text owns a point; the point after the last is the first.
    int[] peersAt(long point) {
        return peers[owners[(int) (point % size)]];
    }

    /// The place of a point on the ring, as an unsigned number.
    long place(int point) {
        return Integer.toUnsignedLong(points[point] ^ Integer.MIN_VALUE);
    }
}
