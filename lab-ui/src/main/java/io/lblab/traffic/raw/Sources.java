package io.lblab.traffic.raw;

import io.lblab.traffic.ClientPool;
import io.lblab.traffic.TrafficPlan;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The addresses that connections leave from: one for each client, or one for all.
final class Sources {

    private final boolean own;
    private final List<Optional<InetSocketAddress>> addresses = new ArrayList<>();

    Sources(TrafficPlan plan) {
        ClientPool clients = plan.clients();
        if (plan.elsewhere().isPresent()) {
            own = false;
            addresses.add(Optional.empty());
            return;
        }
        own = clients.via() == ClientPool.Via.SOURCE_ADDRESS && clients.addresses().size() > 1;
        int count = own ? clients.addresses().size() : 1;
        for (int client = 0; client < count; client++) {
            addresses.add(
                    clients.source(client)
                            .map(ip -> new InetSocketAddress(InetAddress.ofLiteral(ip), 0)));
        }
    }

    int count() {
        return addresses.size();
    }

    /// The number of a client's source.
    int of(int client) {
        return own ? client : 0;
    }

    /// Empty leaves it to the system.
    Optional<InetSocketAddress> address(int source) {
        return addresses.get(source);
    }
}
