package io.lblab.forecast;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request of a scenario.
///
/// @param client its address, as `$remote_addr` has it
/// @param key the evaluated hash key; null = evaluated as far as the client alone says it
/// @param atNanos when it begins, from the scenario's beginning
/// @param durationNanos how long the server that answers has it
/// @param worker which worker of nginx accepts it, from 0
/// @param down servers that refuse connections at that moment, as they are written in the upstream
///   or by their address
public record PlannedRequest(
        String client,
        @Nullable String key,
        long atNanos,
        long durationNanos,
        int worker,
        Set<String> down) {

    public static final String THIS_MACHINE = "127.0.0.1";

    public PlannedRequest {
        down = Set.copyOf(down);
    }

    /// A request of this machine that is answered at once, on the first worker.
    public static PlannedRequest at(long atNanos) {
        return new PlannedRequest(THIS_MACHINE, null, atNanos, 0, 0, Set.of());
    }

    /// The same with a key.
    public PlannedRequest withKey(String evaluated) {
        return new PlannedRequest(client, evaluated, atNanos, durationNanos, worker, down);
    }

    /// The same from another client.
    public PlannedRequest from(String address) {
        return new PlannedRequest(address, key, atNanos, durationNanos, worker, down);
    }

    /// The same with servers that refuse connections.
    public PlannedRequest whileDown(Set<String> servers) {
        return new PlannedRequest(client, key, atNanos, durationNanos, worker, servers);
    }

    /// The same, answered after a while.
    public PlannedRequest lasting(long nanos) {
        return new PlannedRequest(client, key, atNanos, nanos, worker, down);
    }

    /// The same on another worker.
    public PlannedRequest on(int otherWorker) {
        return new PlannedRequest(client, key, atNanos, durationNanos, otherWorker, down);
    }
}
