package io.lblab.ui.distribution;

import io.lblab.distribution.Counts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Clients taken together by network, wherever there are more than can be drawn.
final class ClientGroups {

    /// By how much clients are taken together.
    enum Level {
        EACH(4, 8),
        /// IPv6: /64.
        BY_24(3, 4),
        /// IPv6: /48.
        BY_16(2, 3),
        /// IPv6: /32.
        BY_8(1, 2);

        private final int octets;
        private final int words;

        Level(int octets, int words) {
            this.octets = octets;
            this.words = words;
        }

        /// `10.1.2.0/24` of `10.1.2.3`.
        String of(String client) {
            if (this == EACH) {
                return client;
            }
            if (client.indexOf(':') >= 0) {
                String[] parts = client.split(":", -1);
                StringBuilder network = new StringBuilder();
                for (int i = 0; i < words && i < parts.length && !parts[i].isEmpty(); i++) {
                    network.append(parts[i]).append(':');
                }
                return network + ":/" + 16 * words;
            }
            String[] parts = client.split("\\.", -1);
            StringBuilder network = new StringBuilder(parts[0]);
            for (int i = 1; i < 4; i++) {
                network.append('.').append(i < octets && i < parts.length ? parts[i] : "0");
            }
            return network + "/" + 8 * octets;
        }
    }

    private ClientGroups() {}

    /// The counts of each network, in the order of the addresses.
    static Map<String, Counts> of(Map<String, Counts> clients, Level level) {
        if (level == Level.EACH) {
            return clients;
        }
        Map<String, Counts> groups = new TreeMap<>();
        clients.forEach((client, counts) -> groups.merge(level.of(client), counts, Counts::plus));
        return new LinkedHashMap<>(groups);
    }
}
