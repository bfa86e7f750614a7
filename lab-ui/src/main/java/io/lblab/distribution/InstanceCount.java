package io.lblab.distribution;

/// What one instance answered in a run.
///
/// @param instance its `X-Instance-ID`, or `nginx` for answers of nginx itself, or `none` for
///   requests without an answer
/// @param server its name in the upstream, `app1`; the same as `instance` when it is in no upstream
/// @param share of all requests counted, 0–1
/// @param configuredShare what the weights ask for, 0–1; NaN when it is in no upstream
/// @param errors answers with status 5xx, or requests without an answer
/// @param p50Millis median latency in milliseconds; NaN without a sample
public record InstanceCount(
        String instance,
        String server,
        long count,
        double share,
        double configuredShare,
        long errors,
        double p50Millis,
        double p95Millis,
        double p99Millis,
        double maxMillis) {}
