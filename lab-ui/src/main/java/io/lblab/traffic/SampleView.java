package io.lblab.traffic;

/// One finished request as the client saw it. An engine uses the object again once the sink has
/// returned: what is to stay is [#kept()].
public interface SampleView {

    /// Place in the plan's order of sending, from 0.
    long index();

    /// Which of [TrafficPlan#endpoints()] it was, from 0.
    int request();

    /// When it was due, since the run's start; in a closed model that is when it was sent.
    long dueNanos();

    /// When it was sent, since the run's start.
    long sentNanos();

    /// From the moment it was due to the last byte of the answer, or to the failure.
    long latencyNanos();

    /// HTTP status, 0 when there was no answer.
    int status();

    /// `X-Instance-ID`; empty when the answer carried none.
    String instance();

    /// `X-Served-By`; empty when the answer carried none.
    String servedBy();

    /// The client's address.
    String client();

    /// Whether nginx answered from its cache (`X-Cache-Status: HIT`).
    boolean fromCache();

    /// Whether it was sent a second time, because a reused connection was closed before any byte of
    /// an answer.
    boolean resent();

    /// Empty when the answer came whole and was as it should be, else in words: `connection
    /// refused`, `check failed: status 404, not 200`.
    String failure();

    /// How much later than due it was sent: the generator's own fault, or that of too few requests
    /// in flight.
    default long latenessNanos() {
        return sentNanos() - dueNanos();
    }

    /// From sending to the last byte of the answer.
    default long serviceNanos() {
        return latencyNanos() - latenessNanos();
    }

    /// Whether the run counts it as an error: no answer, half an answer, a 5xx, or a failed check.
    default boolean isError() {
        return status() == 0 || status() >= 500 || !failure().isEmpty();
    }

    /// The same in an object that nobody changes.
    default Sample kept() {
        return new Sample(
                index(),
                request(),
                dueNanos(),
                sentNanos(),
                latencyNanos(),
                status(),
                instance(),
                servedBy(),
                client(),
                fromCache(),
                resent(),
                failure());
    }
}
