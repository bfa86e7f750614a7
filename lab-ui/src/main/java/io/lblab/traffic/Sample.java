package io.lblab.traffic;

/// One finished request as the client saw it.
///
/// @param index place in the plan's order of sending, from 0
/// @param dueNanos when it was due, since the run's start; in a closed model that is when it was
///   sent
/// @param sentNanos when it was sent, since the run's start
/// @param latencyNanos from the moment it was due to the last byte of the answer, or to the failure
/// @param status HTTP status, 0 when there was no answer
/// @param instance `X-Instance-ID`; empty when the answer carried none
/// @param servedBy `X-Served-By`; empty when the answer carried none
/// @param client the client's address
/// @param fromCache whether nginx answered from its cache (`X-Cache-Status: HIT`)
/// @param resent whether it was sent a second time, because a reused connection was closed before
///   any byte of an answer
/// @param failure empty when the answer came whole, else in words: `connection refused`
public record Sample(
        long index,
        long dueNanos,
        long sentNanos,
        long latencyNanos,
        int status,
        String instance,
        String servedBy,
        String client,
        boolean fromCache,
        boolean resent,
        String failure) {

    /// A request that was sent when it was due.
    public Sample(
            long index,
            long sentNanos,
            long latencyNanos,
            int status,
            String instance,
            String servedBy,
            String client,
            boolean fromCache,
            boolean resent,
            String failure) {
        this(
                index,
                sentNanos,
                sentNanos,
                latencyNanos,
                status,
                instance,
                servedBy,
                client,
                fromCache,
                resent,
                failure);
    }

    /// How much later than due it was sent: the generator's own fault, or that of too few requests
    /// in flight.
    public long latenessNanos() {
        return sentNanos - dueNanos;
    }

    /// From sending to the last byte of the answer.
    public long serviceNanos() {
        return latencyNanos - latenessNanos();
    }

    /// Whether the run counts it as an error: no answer, half an answer, or a 5xx.
    public boolean isError() {
        return status == 0 || status >= 500 || !failure.isEmpty();
    }
}
