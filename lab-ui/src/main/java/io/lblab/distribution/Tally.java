package io.lblab.distribution;

import static io.lblab.distribution.FoldingTimeline.reaching;

import io.lblab.traffic.SampleView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;

/// Counts of samples. A recorder has several, so that threads seldom meet, and adds them up for a
/// snapshot. Its methods are synchronized: a tally is always consistent in itself.
final class Tally {

    private static final int STATUSES = 1_000;
    private static final int DIGITS = 3;

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
        latencies.get(instance).recordValue(Math.max(0, sample.latencyNanos() / 1_000));
        service.recordValue(Math.max(0, sample.serviceNanos() / 1_000));
        lateness.recordValue(Math.max(0, sample.latenessNanos() / 1_000));
        late += sample.latenessNanos() > DistributionSnapshot.LATE_NANOS ? 1 : 0;
        timeline.add(end, instance, 1);
        statuses[Math.clamp(sample.status(), 0, STATUSES - 1)]++;
        if (client != Numbering.BEYOND) {
            addClient(client, instance, 1);
        }
        if (failure != Numbering.BEYOND) {
            failures = reaching(failures, failure);
            failures[failure]++;
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
        }
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

    private static Histogram histogram() {
        Histogram histogram = new Histogram(DIGITS);
        histogram.setAutoResize(true);
        return histogram;
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
