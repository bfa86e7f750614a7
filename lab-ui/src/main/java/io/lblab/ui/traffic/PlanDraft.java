package io.lblab.ui.traffic;

import io.lblab.nginx.NginxSite;
import io.lblab.traffic.ClientPool;
import io.lblab.traffic.ClientPool.Via;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.DataRows;
import io.lblab.traffic.Journey;
import io.lblab.traffic.Load;
import io.lblab.traffic.Skew;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.WeightedRequest;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// A plan as it was typed at one moment, without the place it is sent to.
///
/// @param clients number of addresses
/// @param networks over how many /24s they are spread
/// @param keepAlive whether clients keep their connections
record PlanDraft(
        String name,
        List<WeightedRequest> mix,
        List<Journey> journeys,
        Optional<DataRows> data,
        boolean cookies,
        Load load,
        int clients,
        int networks,
        boolean keepAlive,
        Via via,
        Skew skew,
        long seed) {

    private static final String SOMEWHERE = "127.0.0.1";

    /// The plan for that nginx.
    TrafficPlan at(NginxSite site) {
        return at(site.entry(), site.labAddress());
    }

    /// The plan for no nginx in particular, to be written to a file.
    TrafficPlan anywhere() {
        return at(URI.create("http://" + SOMEWHERE + ":8000"), SOMEWHERE);
    }

    private TrafficPlan at(URI entry, String labAddress) {
        return new TrafficPlan(
                name,
                entry,
                mix,
                journeys,
                data,
                cookies,
                load,
                pool(clients, networks, via, seed, labAddress)
                        .skewed(skew)
                        .withFreshConnections(!keepAlive),
                seed);
    }

    /// Addresses that the stack's nginx sees apart. It believes X-Forwarded-For from the lab's own
    /// address only, so forwarded clients leave from it.
    static ClientPool pool(int clients, int networks, Via via, long seed, String labAddress) {
        if (via == Via.SOURCE_ADDRESS) {
            return clients == 1
                    ? ClientPools.thisMachine()
                    : ClientPools.local(clients, networks, seed);
        }
        ClientPool pool = ClientPools.forwarded(clients, networks, seed);
        return labAddress.startsWith("127.") ? pool.boundTo(labAddress) : pool;
    }
}
