package io.lblab.distribution;

import io.lblab.distribution.Answerers.Answerer;
import io.lblab.distribution.DistributionSnapshot.Marker;
import io.lblab.traffic.SampleSink;
import io.lblab.traffic.SampleView;
import io.lblab.upstream.Upstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/// Counts one run. Takes samples from many threads and gives consistent snapshots at any time; its
/// size is bounded whatever the number of requests. Make one right before its run starts: markers
/// are timed from here.
public final class RunRecorder implements SampleSink {

    private static final int MAX_FAILURES = 64;
    private static final int MAX_MARKERS = 256;
    private static final double MICROS_PER_MILLI = 1_000;

    private final LongSupplier nanoTime;
    private final long startedAt;
    private final Answerers answerers;
    private final Numbering clients = new Numbering(DistributionSnapshot.CLIENTS);
    private final Numbering failures = new Numbering(MAX_FAILURES);
    private final Recent recent = new Recent();
    private final List<Marker> markers = new CopyOnWriteArrayList<>();
    private final Intervals intervals = new Intervals();
    private final Tally[] tallies;

    /// @param upstream what is balanced: gives the order, the names and the configured shares
    /// @param instanceIds `X-Instance-ID` by server name: `app1` → `1`
    public RunRecorder(Upstream upstream, Map<String, String> instanceIds) {
        this(upstream, instanceIds, System::nanoTime);
    }

    /// @param nanoTime the clock that times markers, in nanoseconds from any moment
    public RunRecorder(Upstream upstream, Map<String, String> instanceIds, LongSupplier nanoTime) {
        this(new Answerers(upstream, instanceIds), nanoTime);
    }

    /// Counts a run at a server of which nothing is known: whoever answers is told apart by
    /// `X-Instance-ID`, and what carries none is `unnamed`.
    public static RunRecorder ofStrangers() {
        return new RunRecorder(new Answerers(), System::nanoTime);
    }

    private RunRecorder(Answerers answerers, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        startedAt = nanoTime.getAsLong();
        this.answerers = answerers;
        int stripes = Integer.highestOneBit(Runtime.getRuntime().availableProcessors()) * 2;
        tallies =
                IntStream.range(0, stripes)
                        .mapToObj(_ -> new Tally(intervals))
                        .toArray(Tally[]::new);
    }

    @Override
    public void accept(SampleView sample) {
        int instance = answerers.indexOf(sample);
        int client = clients.of(sample.client());
        int failure = sample.failure().isEmpty() ? Numbering.BEYOND : failures.of(sample.failure());
        int stripe = (int) Thread.currentThread().threadId() & (tallies.length - 1);
        tallies[stripe].add(sample, instance, client, failure);
        recent.add(sample.index(), instance);
    }

    /// Notes a moment of the run that the chart is to show: an apply, a kill, a recovery. Beyond
    /// 256 nothing is noted any more.
    public void mark(String text) {
        if (markers.size() < MAX_MARKERS) {
            markers.add(new Marker(Duration.ofNanos(nanoTime.getAsLong() - startedAt), text));
        }
    }

    /// The figures up to now. Cheap enough for ten a second. The counts add up to the total.
    public DistributionSnapshot snapshot() {
        List<Integer> last = recent.toList();
        Tally sum = new Tally(new Intervals());
        for (Tally tally : tallies) {
            tally.addTo(sum);
            tally.handOver();
        }
        long total = IntStream.range(0, sum.counts.length).mapToLong(i -> sum.counts[i]).sum();
        Histogram all = new Histogram(3);
        all.setAutoResize(true);
        sum.latencies.forEach(all::add);
        return new DistributionSnapshot(
                instances(sum, total),
                total,
                IntStream.range(0, sum.errors.length).mapToLong(i -> sum.errors[i]).sum(),
                sum.resent,
                sum.fromCache,
                last,
                sum.timeline.toTimeline(),
                clientCounts(sum),
                statuses(sum),
                failureCounts(sum),
                markers,
                Duration.ofNanos(sum.endNanos),
                Percentiles.of(all),
                Percentiles.of(sum.service),
                Percentiles.of(sum.lateness),
                sum.late,
                requests(sum),
                statusParts(sum),
                Collections.unmodifiableMap(sum.nginxErrors),
                intervals.toList());
    }

    private static List<Part> requests(Tally sum) {
        return IntStream.range(0, sum.requests.size())
                .mapToObj(i -> part(sum.requests.get(i), sum.requestErrors[i]))
                .toList();
    }

    private static Map<Integer, Part> statusParts(Tally sum) {
        Map<Integer, Part> parts = new TreeMap<>();
        for (int status = 0; status < sum.byStatus.length; status++) {
            Histogram micros = sum.byStatus[status];
            if (micros != null) {
                boolean error = status == 0 || status >= 500;
                parts.put(status, part(micros, error ? micros.getTotalCount() : 0));
            }
        }
        return Collections.unmodifiableMap(parts);
    }

    private static Part part(Histogram micros, long errors) {
        return new Part(micros.getTotalCount(), errors, Percentiles.of(micros));
    }

    private List<InstanceCount> instances(Tally sum, long total) {
        List<InstanceCount> counts = new ArrayList<>();
        List<Answerer> known = answerers.all();
        for (int i = 0; i < known.size(); i++) {
            Answerer answerer = known.get(i);
            boolean counted = i < sum.counts.length;
            Histogram latency = counted ? sum.latencies.get(i) : new Histogram(3);
            long count = counted ? sum.counts[i] : 0;
            counts.add(
                    new InstanceCount(
                            answerer.instance(),
                            answerer.server(),
                            count,
                            total == 0 ? 0 : (double) count / total,
                            answerer.configuredShare(),
                            counted ? sum.errors[i] : 0,
                            percentile(latency, 50),
                            percentile(latency, 95),
                            percentile(latency, 99),
                            percentile(latency, 100)));
        }
        return counts;
    }

    /// In milliseconds; NaN without a value.
    private static double percentile(Histogram micros, double percentile) {
        if (micros.getTotalCount() == 0) {
            return Double.NaN;
        }
        return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    private Map<String, Counts> clientCounts(Tally sum) {
        Map<String, Counts> byClient = new LinkedHashMap<>();
        List<String> addresses = clients.texts();
        for (int i = 0; i < sum.clients.length && i < addresses.size(); i++) {
            if (sum.clients[i].length > 0) {
                byClient.put(addresses.get(i), Counts.of(sum.clients[i]));
            }
        }
        return Collections.unmodifiableMap(byClient);
    }

    private static Map<Integer, Long> statuses(Tally sum) {
        Map<Integer, Long> byStatus = new TreeMap<>();
        for (int status = 0; status < sum.statuses.length; status++) {
            if (sum.statuses[status] > 0) {
                byStatus.put(status, sum.statuses[status]);
            }
        }
        return Collections.unmodifiableMap(byStatus);
    }

    private Map<String, Long> failureCounts(Tally sum) {
        Map<String, Long> byWords = new LinkedHashMap<>();
        List<String> words = failures.texts();
        for (int i = 0; i < sum.failures.length && i < words.size(); i++) {
            if (sum.failures[i] > 0) {
                byWords.put(words.get(i), sum.failures[i]);
            }
        }
        return Collections.unmodifiableMap(byWords);
    }
}
