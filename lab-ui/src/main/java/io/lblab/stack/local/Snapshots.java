package io.lblab.stack.local;

import io.lblab.stack.Service;
import io.lblab.stack.Service.Health;
import io.lblab.stack.Service.State;
import io.lblab.stack.StackState;
import io.lblab.stack.local.LocalState.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the services look like now.
final class Snapshots {

    /// Until then, a service that takes no connections is starting; later, it is ill.
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(30);

    private Snapshots() {}

    static Service of(ServiceSpec spec, LocalState state) {
        Optional<Entry> entry = state.entry(spec.name());
        boolean alive = entry.filter(Entry::alive).isPresent();
        boolean accepts = alive && spec.accepts();
        State now = entry.map(e -> stateOf(e, alive, accepts)).orElse(missing(state));
        return new Service(
                spec.name(),
                spec.role(),
                now,
                health(now, accepts),
                spec.instanceId(),
                spec.endpoints().stream().map(Endpoint::toString).toList(),
                entry.filter(_ -> alive).map(e -> Instant.ofEpochMilli(e.startedAt())),
                detail(spec, entry, now));
    }

    static List<Service> of(List<ServiceSpec> specs, LocalState state) {
        return specs.stream().map(spec -> of(spec, state)).toList();
    }

    private static State missing(LocalState state) {
        return state.phase() == StackState.STARTING ? State.STARTING : State.STOPPED;
    }

    private static State stateOf(Entry entry, boolean alive, boolean accepts) {
        boolean meantToEnd = !entry.ended().isEmpty();
        if (!alive) {
            return meantToEnd ? State.STOPPED : State.CRASHED;
        }
        if (meantToEnd) {
            return State.STOPPING;
        }
        boolean young = System.currentTimeMillis() - entry.startedAt() < STARTS_WITHIN.toMillis();
        return accepts || !young ? State.RUNNING : State.STARTING;
    }

    private static Health health(State state, boolean accepts) {
        if (state == State.RUNNING) {
            return accepts ? Health.HEALTHY : Health.UNHEALTHY;
        }
        return Health.UNKNOWN;
    }

    private static String detail(ServiceSpec spec, Optional<Entry> entry, State state) {
        return switch (state) {
            case STOPPED -> entry.map(Entry::ended).orElse("not started");
            case CRASHED -> "ended without being asked to";
            case STARTING, RUNNING, STOPPING -> spec.detail();
        };
    }
}
