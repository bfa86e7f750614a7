package io.lblab.traffic.listen;

import java.util.List;
import java.util.Map;

/// All listeners at one moment.
///
/// @param listeners in their order
/// @param instances by `X-Instance-ID`, in the order of the ids: who is held now, and what was
///   heard from there since the beginning
/// @param events heard by all of them together
/// @param eventsPerSecond of the last second
/// @param breaks why streams ended or could not be had, in few words, with how often
/// @param probes what the probe found; all zero without one
public record ListenersSnapshot(
        List<Heard> listeners,
        Map<String, Held> instances,
        long events,
        double eventsPerSecond,
        Map<String, Long> breaks,
        Probes probes) {

    public ListenersSnapshot {
        listeners = List.copyOf(listeners);
    }

    public enum State {
        CONNECTING,
        OPEN,
        /// Between two connections.
        WAITING,
        /// The server said that there is nothing to listen to (204), or all is over.
        ENDED
    }

    /// One listener.
    ///
    /// @param client the address it comes from
    /// @param instance who holds it, or held it last; empty before the first answer
    /// @param connections how often it got a stream: the first one, and one for each reconnect
    /// @param probesHeard and `probesMissed`: of those published while its stream was open
    public record Heard(
            String client,
            String instance,
            State state,
            long events,
            int connections,
            int probesHeard,
            int probesMissed) {

        public int reconnects() {
            return Math.max(0, connections - 1);
        }
    }

    /// What one instance has to do with it.
    ///
    /// @param listeners that it holds now
    /// @param events that listeners heard from it
    public record Held(int listeners, long events) {}

    /// What the probe found.
    ///
    /// @param published probes that the shop took or a listener heard of
    /// @param receipts how often one was heard of, by all listeners together
    /// @param missed how often a listener with an open stream did not hear of one
    /// @param away how often one was published while a listener had no stream, or lost it meanwhile
    /// @param failures why probes could not be published, with how often
    /// @param p50Millis from just before a probe was sent until a listener had read its event; so
    ///   are the others; NaN without one
    public record Probes(
            int published,
            long receipts,
            long missed,
            long away,
            Map<String, Long> failures,
            double p50Millis,
            double p90Millis,
            double p99Millis,
            double maxMillis) {}

    /// Listeners with an open stream.
    public int open() {
        return (int) listeners.stream().filter(one -> one.state() == State.OPEN).count();
    }

    public long reconnects() {
        return listeners.stream().mapToLong(Heard::reconnects).sum();
    }

    /// Listeners that missed a probe.
    public List<Heard> missing() {
        return listeners.stream().filter(one -> one.probesMissed() > 0).toList();
    }
}
