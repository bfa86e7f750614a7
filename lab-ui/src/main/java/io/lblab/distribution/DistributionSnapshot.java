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
/// @param latency over all answers and failures, from the moment a request was due to its last byte
/// @param service the same from the moment it was sent
/// @param lateness from the moment it was due to the moment it was sent; nothing in a closed model
/// @param late requests that were sent more than [#LATE_NANOS] after they were due
/// @param requests by place in the plan's mix, as far as any was answered
/// @param statuses by HTTP status, 0 for no answer
/// @param nginxErrors of the answers with a status of 500 and above, those that no instance gave:
///   nginx's own
/// @param intervals what was answered second by second; while the run goes on they may be ahead of
///   the total by what came in meanwhile
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
        Percentiles latency,
        Percentiles service,
        Percentiles lateness,
        long late,
        List<Part> requests,
        Map<Integer, Part> statuses,
        Map<Integer, Long> nginxErrors,
        List<Interval> intervals) {

    /// A request that is sent later than this is late.
    public static final long LATE_NANOS = 1_000_000;

    /// Of all requests, so many may be late before the generator is what limits the run.
    private static final double LATE_ALLOWED = 0.01;

    public static final int RECENT = 2_000;
    public static final int CLIENTS = 4_096;

    public DistributionSnapshot {
        instances = List.copyOf(instances);
        recent = List.copyOf(recent);
        markers = List.copyOf(markers);
        requests = List.copyOf(requests);
        intervals = List.copyOf(intervals);
    }

    /// A moment of the run worth a line in the chart: an apply, a kill, a recovery.
    public record Marker(Duration at, String text) {}

    /// Whether the generator did not keep to its schedule, so that the figures are its own as much
    /// as the server's.
    public boolean isLimitedByGenerator() {
        return late > LATE_ALLOWED * total;
    }

    /// The same with latencies that count from the moment of sending: what the generator's own
    /// lateness adds is left out.
    public DistributionSnapshot fromSending() {
        return new DistributionSnapshot(
                instances,
                total,
                errors,
                resent,
                fromCache,
                recent,
                timeline,
                clients,
                byStatus,
                failures,
                markers,
                elapsed,
                service,
                service,
                lateness,
                late,
                requests,
                statuses,
                nginxErrors,
                intervals);
    }

    /// Median latency in milliseconds; NaN without a sample.
    public double p50Millis() {
        return latency.p50();
    }

    public double p99Millis() {
        return latency.p99();
    }

    public double maxMillis() {
        return latency.max();
    }

    /// Requests per second over the whole run.
    public double rate() {
        double took = elapsed.toNanos() / 1e9;
        return took == 0 ? 0 : total / took;
    }
}
