package io.lblab.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.traffic.Sample;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class IntervalsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long MS = 1_000_000L;

    private final RunRecorder recorder =
            new RunRecorder(
                    new Upstream(
                            "u", new Strategy.RoundRobin(), List.of(Server.of("app1", "h", 1)), 16),
                    Map.of("app1", "1"));

    @Test
    void eachSecondHasItsOwnCountErrorsAndLatencies() {
        answer(0, 100 * MS, 5 * MS, 200);
        answer(1, 200 * MS, 7 * MS, 502);
        answer(2, 3 * SECOND, 40 * MS, 200);

        List<Interval> seconds = recorder.snapshot().intervals();

        assertThat(seconds).hasSize(4);
        assertThat(seconds.stream().map(Interval::at).map(Duration::toSeconds))
                .containsExactly(0L, 1L, 2L, 3L);
        assertThat(seconds.stream().map(Interval::count)).containsExactly(2L, 0L, 0L, 1L);
        assertThat(seconds.stream().map(Interval::errors)).containsExactly(1L, 0L, 0L, 0L);
        assertThat(seconds.getFirst().latency().max()).isBetween(7.0, 7.01);
        assertThat(seconds.get(1).latency().p99()).isNaN();
        assertThat(seconds.get(3).latency().p50()).isBetween(40.0, 40.05);
    }

    @Test
    void theirHistogramsAddUpToTheRun() {
        for (int i = 0; i < 5_000; i++) {
            answer(i, i * 2L * MS, (1 + i % 50) * MS, 200);
            if (i % 700 == 0) {
                recorder.snapshot(); // in between, as a window takes them
            }
        }
        DistributionSnapshot end = recorder.snapshot();

        Histogram sum = new Histogram(3);
        sum.setAutoResize(true);
        end.intervals().forEach(interval -> sum.add(interval.micros()));

        assertThat(sum.getTotalCount()).isEqualTo(5_000);
        assertThat(Percentiles.of(sum)).isEqualTo(end.latency());
        assertThat(end.intervals()).hasSize(10);
        assertThat(end.intervals().get(4).rate()).isEqualTo(500);
    }

    @Test
    void aLongRunHasWiderIntervalsAndLosesNothing() {
        int hours = 3;
        for (int second = 0; second < hours * 3_600; second++) {
            answer(second, second * SECOND, MS, 200);
        }
        List<Interval> intervals = recorder.snapshot().intervals();

        assertThat(intervals).hasSizeLessThanOrEqualTo(Intervals.MOST);
        assertThat(intervals.getFirst().width()).isEqualTo(Duration.ofSeconds(16));
        assertThat(intervals.stream().mapToLong(Interval::count).sum()).isEqualTo(hours * 3_600L);
        assertThat(intervals.subList(0, intervals.size() - 1)).allMatch(i -> i.count() == 16);
    }

    @Test
    void anAnswerThatComesInLateIsCountedWhereItBelongs() {
        answer(0, 0, MS, 200);
        answer(1, 9 * SECOND, MS, 200);
        answer(2, 10 * SECOND, MS, 200);
        answer(3, 11 * SECOND, MS, 200);
        recorder.snapshot();
        answer(4, 100 * MS, MS, 200);

        assertThat(recorder.snapshot().intervals().getFirst().count()).isEqualTo(2);
    }

    @Test
    void requestsAndStatusesHaveTheirOwnLatencies() {
        sample(0, 0, 5, 200, "1");
        sample(1, 1, 9, 404, "1");
        sample(2, 1, 11, 503, "1");
        sample(3, 1, 2, 502, "");
        DistributionSnapshot run = recorder.snapshot();

        assertThat(run.requests().stream().map(Part::count)).containsExactly(1L, 3L);
        assertThat(run.requests().stream().map(Part::errors)).containsExactly(0L, 2L);
        assertThat(run.requests().get(1).latency().max()).isBetween(11.0, 11.02);
        assertThat(run.statuses().keySet()).containsExactly(200, 404, 502, 503);
        assertThat(run.statuses().get(404).errors()).isZero();
        assertThat(run.statuses().get(503).latency().p50()).isBetween(11.0, 11.02);
        assertThat(run.nginxErrors()).containsExactly(Map.entry(502, 1L));
    }

    private void answer(long index, long endNanos, long latency, int status) {
        recorder.accept(
                new Sample(
                        index,
                        endNanos - latency,
                        latency,
                        status,
                        "1",
                        "",
                        "c",
                        false,
                        false,
                        ""));
    }

    private void sample(long index, int request, long millis, int status, String instance) {
        recorder.accept(
                new Sample(
                        index,
                        request,
                        0,
                        0,
                        millis * MS,
                        status,
                        instance,
                        "",
                        "c",
                        false,
                        false,
                        ""));
    }
}
