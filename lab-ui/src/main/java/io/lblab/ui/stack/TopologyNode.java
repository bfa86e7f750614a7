package io.lblab.ui.stack;

import io.lblab.stack.Service;
import io.lblab.ui.fx.StatusDot.Tone;
import java.util.Optional;

/// One box of the topology.
///
/// @param name its title, unique
/// @param first line under the title: state and health in words
/// @param second line under it: where, what version, how fast
/// @param instance name that gives it its colour; empty for none
/// @param service the service behind it; empty for clients and the database
public record TopologyNode(
        String name,
        Column column,
        Tone tone,
        String first,
        String second,
        String instance,
        Optional<Service> service) {

    /// From left to right, the way a request goes; monitoring stands below.
    public enum Column {
        CLIENTS,
        BALANCER,
        SHOP,
        BACKING,
        MONITORING
    }
}
