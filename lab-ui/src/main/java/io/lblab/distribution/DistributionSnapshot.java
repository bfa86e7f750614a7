package io.lblab.distribution;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Who answered in a run so far. Immutable; its size does not grow with the number of requests.
///
/// @param instances in the order of the upstream's servers, then what else answered
/// @param recent the last answers in order of sending, as indices into `instances`, at most
///   [#RECENT]
/// @param seconds counts per second since the run's start, each by index into `instances`; at most
///   [#SECONDS] of them
/// @param clients per client address, counts by index into `instances`; at most [#CLIENTS]
///   addresses
/// @param byStatus counts by HTTP status, 0 for no answer
/// @param markers what happened during the run, for the chart
public record DistributionSnapshot(
        List<InstanceCount> instances,
        long total,
        long errors,
        long resent,
        long fromCache,
        List<Integer> recent,
        List<Counts> seconds,
        Map<String, Counts> clients,
        Map<Integer, Long> byStatus,
        Map<String, Long> failures,
        List<Marker> markers,
        Duration elapsed,
        double p50Millis,
        double p99Millis,
        double maxMillis) {

    public static final int RECENT = 2_000;
    public static final int SECONDS = 600;
    public static final int CLIENTS = 4_096;

    /// A moment of the run worth a line in the chart: an apply, a kill, a recovery.
    public record Marker(Duration at, String text) {}

    /// Requests per second over the whole run.
    public double rate() {
        double took = elapsed.toNanos() / 1e9;
        return took == 0 ? 0 : total / took;
    }
}
