package io.lblab.distribution;

import static io.lblab.distribution.FoldingTimeline.reaching;
import static io.lblab.distribution.Intervals.histogram;

import io.lblab.traffic.SampleView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Counts of samples. A recorder has several, so that threads seldom meet, and adds them up for a
/// snapshot. Its methods are synchronized: a tally is always consistent in itself.
final class Tally {

    private static final int STATUSES = 1_000;

    /// Kinds of requests that are told apart; the rest is counted with the last.
    private static final int MOST_REQUESTS = 256;

    long[] counts = new long[0];
    long[] errors = new long[0];
    long resent;
    long fromCache;
    long endNanos;
    final List<Histogram> latencies = new ArrayList<>();
    final Histogram service = histogram();
    final Histogram lateness = histogram();
    long late;
    final FoldingTimeline timeline = new FoldingTimeline();
    long[][] clients = new long[0][];
    final long[] statuses = new long[STATUSES];
    long[] failures = new long[0];
    long[] requestErrors = new long[0];
    final List<Histogram> requests = new ArrayList<>();
    final @Nullable Histogram[] byStatus = new Histogram[STATUSES];
    final Map<Integer, Long> nginxErrors = new TreeMap<>();
    private final Intervals intervals;
    private final Histogram interval = histogram();
    private long intervalErrors;
    private long intervalFrom;
    private long intervalTo;

    Tally(Intervals intervals) {
        this.intervals = intervals;
    }

    /// @param client number of the client, [Numbering#BEYOND] when it isn't counted
    /// @param failure number of the failure's words, [Numbering#BEYOND] for none
    synchronized void add(SampleView sample, int instance, int client, int failure) {
        reach(instance);
        counts[instance]++;
        if (sample.isError()) {
            errors[instance]++;
        }
        resent += sample.resent() ? 1 : 0;
        fromCache += sample.fromCache() ? 1 : 0;
        long end = sample.dueNanos() + sample.latencyNanos();
        endNanos = Math.max(endNanos, end);
        long micros = Math.max(0, sample.latencyNanos() / 1_000);
        latencies.get(instance).recordValue(micros);
        int request = Math.min(sample.request(), MOST_REQUESTS - 1);
        reachRequest(request);
        requests.get(request).recordValue(micros);
        requestErrors[request] += sample.isError() ? 1 : 0;
        int status = Math.clamp(sample.status(), 0, STATUSES - 1);
        statusOf(status).recordValue(micros);
        if (status >= 500 && sample.instance().isEmpty()) {
            nginxErrors.merge(status, 1L, Long::sum);
        }
        addToInterval(end, micros, sample.isError());
        service.recordValue(Math.max(0, sample.serviceNanos() / 1_000));
        lateness.recordValue(Math.max(0, sample.latenessNanos() / 1_000));
        late += sample.latenessNanos() > DistributionSnapshot.LATE_NANOS ? 1 : 0;
        timeline.add(end, instance, 1);
        statuses[status]++;
        if (client != Numbering.BEYOND) {
            addClient(client, instance, 1);
        }
        if (failure != Numbering.BEYOND) {
            failures = reaching(failures, failure);
            failures[failure]++;
        }
    }

    private void addToInterval(long end, long micros, boolean error) {
        if (end >= intervalTo || end < intervalFrom) {
            handOver();
            long width = intervals.width();
            intervalFrom = end / width * width;
            intervalTo = intervalFrom + width;
        }
        interval.recordValue(micros);
        intervalErrors += error ? 1 : 0;
    }

    /// Hands over what was counted of the interval under way.
    synchronized void handOver() {
        if (interval.getTotalCount() > 0) {
            intervals.add(intervalFrom, interval, intervalErrors);
            interval.reset();
            intervalErrors = 0;
        }
    }

    /// Adds what is in this one to a tally that no other thread uses.
    synchronized void addTo(Tally sum) {
        if (counts.length == 0) {
            return;
        }
        sum.reach(counts.length - 1);
        for (int i = 0; i < counts.length; i++) {
            sum.counts[i] += counts[i];
            sum.errors[i] += errors[i];
            sum.latencies.get(i).add(latencies.get(i));
        }
        sum.service.add(service);
        sum.lateness.add(lateness);
        sum.late += late;
        sum.resent += resent;
        sum.fromCache += fromCache;
        sum.endNanos = Math.max(sum.endNanos, endNanos);
        sum.timeline.addAll(timeline);
        for (int client = 0; client < clients.length; client++) {
            for (int i = 0; i < clients[client].length; i++) {
                sum.addClient(client, i, clients[client][i]);
            }
        }
        for (int status = 0; status < STATUSES; status++) {
            sum.statuses[status] += statuses[status];
            Histogram micros = byStatus[status];
            if (micros != null) {
                sum.statusOf(status).add(micros);
            }
        }
        for (int i = 0; i < requests.size(); i++) {
            sum.reachRequest(i);
            sum.requests.get(i).add(requests.get(i));
            sum.requestErrors[i] += requestErrors[i];
        }
        nginxErrors.forEach((status, count) -> sum.nginxErrors.merge(status, count, Long::sum));
        for (int i = 0; i < failures.length; i++) {
            sum.failures = reaching(sum.failures, i);
            sum.failures[i] += failures[i];
        }
    }

    private void reach(int instance) {
        counts = reaching(counts, instance);
        errors = reaching(errors, instance);
        while (latencies.size() <= instance) {
            latencies.add(histogram());
        }
    }

    private void reachRequest(int request) {
        requestErrors = reaching(requestErrors, request);
        while (requests.size() <= request) {
            requests.add(histogram());
        }
    }

    private Histogram statusOf(int status) {
        Histogram micros = byStatus[status];
        if (micros == null) {
            micros = histogram();
            byStatus[status] = micros;
        }
        return micros;
    }

    private void addClient(int client, int instance, long count) {
        if (client >= clients.length) {
            int before = clients.length;
            clients = Arrays.copyOf(clients, Math.max(client + 1, 2 * before));
            Arrays.fill(clients, before, clients.length, new long[0]);
        }
        clients[client] = reaching(clients[client], instance);
        clients[client][instance] += count;
    }
}
