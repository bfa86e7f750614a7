package io.lblab.stack;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One service of the stack at one moment.
///
/// @param name the guide's name: `nginx`, `app1`, `redis`, `kafka`, `prometheus`, …
/// @param instanceId for shop instances, what they answer as `X-Instance-ID`
/// @param endpoints where it can be reached from this machine, `host:port`
/// @param detail one short phrase: the version, the exit code, why it is unhealthy
public record Service(
        String name,
        Role role,
        State state,
        Health health,
        Optional<String> instanceId,
        List<String> endpoints,
        Optional<Instant> startedAt,
        String detail) {

    public Service {
        endpoints = List.copyOf(endpoints);
    }

    public enum Role {
        BALANCER,
        SHOP,
        CACHE,
        BROKER,
        DATABASE,
        MONITORING
    }

    public enum State {
        STOPPED,
        STARTING,
        RUNNING,
        STOPPING,
        /// Ended without being asked to.
        CRASHED
    }

    public enum Health {
        UNKNOWN,
        HEALTHY,
        UNHEALTHY
    }

    public boolean isUp() {
        return state == State.RUNNING && health != Health.UNHEALTHY;
    }
}
