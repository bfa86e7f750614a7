package io.lblab.distribution;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Who answered in a run so far. Immutable; its size does not grow with the number of requests.
///
/// @param instances in the order of the upstream's servers, then what else answered
/// @param recent the last answers in order of sending, as indices into `instances`, at most
///   [#RECENT]
/// @param timeline counts over time, each by index into `instances`
/// @param clients per client address, counts by index into `instances`; at most [#CLIENTS]
///   addresses
/// @param byStatus counts by HTTP status, 0 for no answer
/// @param failures counts by their words; these answers and requests are in `errors` too
/// @param markers what happened during the run, for the chart
/// @param elapsed from the run's start to its last answer so far
/// @param p50Millis over all answers and failures, in milliseconds; NaN without a sample, as the
///   next two
public record DistributionSnapshot(
        List<InstanceCount> instances,
        long total,
        long errors,
        long resent,
        long fromCache,
        List<Integer> recent,
        Timeline timeline,
        Map<String, Counts> clients,
        Map<Integer, Long> byStatus,
        Map<String, Long> failures,
        List<Marker> markers,
        Duration elapsed,
        double p50Millis,
        double p99Millis,
        double maxMillis) {

    public static final int RECENT = 2_000;
    public static final int CLIENTS = 4_096;

    public DistributionSnapshot {
        instances = List.copyOf(instances);
        recent = List.copyOf(recent);
        markers = List.copyOf(markers);
    }

    /// A moment of the run worth a line in the chart: an apply, a kill, a recovery.
    public record Marker(Duration at, String text) {}

    /// Requests per second over the whole run.
    public double rate() {
        double took = elapsed.toNanos() / 1e9;
        return took == 0 ? 0 : total / took;
    }
}
