package io.lblab.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lblab.traffic.Sample;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RunRecorderTest {

    private static final long MS = 1_000_000;

    private final AtomicLong clock = new AtomicLong();
    private final RunRecorder recorder =
            new RunRecorder(upstream(3, 1), Map.of("app1", "1", "app2", "2"), clock::get);

    @Test
    void startsWithTheServersInTheirOrder() {
        DistributionSnapshot empty = recorder.snapshot();

        assertThat(empty.instances().stream().map(InstanceCount::server))
                .containsExactly("app1", "app2");
        assertThat(empty.instances().stream().map(InstanceCount::configuredShare))
                .containsExactly(0.75, 0.25);
        assertThat(empty.total()).isZero();
        assertThat(empty.p50Millis()).isNaN();
        assertThat(empty.instances().getFirst().maxMillis()).isNaN();
        assertThat(empty.rate()).isZero();
    }

    @Test
    void countsInstancesNginxAndSilenceApart() {
        recorder.accept(answer(0, "2", 200));
        recorder.accept(answer(1, "1", 200));
        recorder.accept(answer(2, "1", 500));
        recorder.accept(answer(3, "", 502));
        recorder.accept(new Sample(4, 0, MS, 200, "1", "", "127.0.0.1", true, false, ""));
        recorder.accept(new Sample(5, 0, MS, 0, "", "", "127.0.0.1", false, false, "timed out"));
        recorder.accept(answer(6, "9", 200));

        DistributionSnapshot snapshot = recorder.snapshot();

        assertThat(snapshot.instances().stream().map(i -> i.instance() + "=" + i.count()))
                .containsExactly("1=2", "2=1", "nginx=2", "none=1", "9=1");
        assertThat(snapshot.instances().stream().map(InstanceCount::errors))
                .containsExactly(1L, 0L, 1L, 1L, 0L);
        assertThat(snapshot.total()).isEqualTo(7);
        assertThat(snapshot.errors()).isEqualTo(3);
        assertThat(snapshot.fromCache()).isEqualTo(1);
        assertThat(snapshot.byStatus()).isEqualTo(Map.of(0, 1L, 200, 4L, 500, 1L, 502, 1L));
        assertThat(snapshot.failures()).isEqualTo(Map.of("timed out", 1L));
        assertThat(snapshot.recent()).containsExactly(1, 0, 0, 2, 2, 3, 4);
        assertThat(snapshot.instances().get(2).configuredShare()).isNaN();
        assertThat(snapshot.instances().getFirst().share()).isEqualTo(2 / 7.0);
    }

    @Test
    void recentKeepsTheLastInOrderOfSending() {
        List<Integer> order =
                new SplittableRandom(4).ints(0, 5_000).distinct().limit(5_000).boxed().toList();
        order.forEach(i -> recorder.accept(answer(i, i % 3 == 0 ? "1" : "2", 200)));

        assertThat(recorder.snapshot().recent())
                .isEqualTo(
                        IntStream.range(3_000, 5_000).mapToObj(i -> i % 3 == 0 ? 0 : 1).toList());
    }

    @Test
    void aLongRunHasWiderSlicesAndLosesNothing() {
        for (int second = 0; second < 3_600; second++) {
            recorder.accept(at(second, second * 1_000L * MS, "1"));
            recorder.accept(at(second, second * 1_000L * MS, "2"));
        }

        Timeline timeline = recorder.snapshot().timeline();

        assertThat(timeline.width()).isEqualTo(Duration.ofMillis(6_400));
        assertThat(timeline.slices()).hasSize(3_599_000 / 6_400 + 1);
        assertThat(timeline.slices().stream().mapToLong(slice -> slice.get(0)).sum())
                .isEqualTo(3_600);
        // 6.4 s hold six or seven whole seconds.
        assertThat(timeline.slices().subList(0, 560))
                .allSatisfy(slice -> assertThat(slice.get(1)).isBetween(6L, 7L));
    }

    @Test
    void clientsFailuresStrangersAndMarkersAreBounded() {
        for (int i = 0; i < 10_000; i++) {
            recorder.accept(
                    new Sample(i, 0, MS, 0, "", "", "client" + i, false, false, "failure " + i));
            recorder.accept(answer(i, "instance" + i, 200));
            recorder.mark("marker " + i);
        }

        DistributionSnapshot snapshot = recorder.snapshot();

        assertThat(snapshot.clients()).hasSize(DistributionSnapshot.CLIENTS);
        assertThat(snapshot.failures()).hasSizeLessThanOrEqualTo(64);
        assertThat(snapshot.instances()).hasSizeLessThan(50);
        assertThat(snapshot.markers()).hasSize(256);
        assertThat(snapshot.total()).isEqualTo(20_000);
        assertThat(snapshot.instances().stream().mapToLong(InstanceCount::count).sum())
                .isEqualTo(20_000);
    }

    @Test
    void markersAreTimedFromTheStart() {
        clock.set(1_500 * MS);
        recorder.mark("app2 killed");

        assertThat(recorder.snapshot().markers())
                .containsExactly(
                        new DistributionSnapshot.Marker(Duration.ofMillis(1_500), "app2 killed"));
    }

    @Test
    void percentilesAreThoseOfTheLatencies() {
        for (int i = 1; i <= 1_000; i++) {
            recorder.accept(new Sample(i, 0, i * MS, 200, "1", "", "c", false, false, ""));
        }

        InstanceCount app1 = recorder.snapshot().instances().getFirst();

        assertThat(app1.p50Millis()).isCloseTo(500, within(1.0));
        assertThat(app1.p95Millis()).isCloseTo(950, within(1.0));
        assertThat(app1.p99Millis()).isCloseTo(990, within(1.0));
        assertThat(app1.maxMillis()).isCloseTo(1_000, within(1.0));
        assertThat(recorder.snapshot().elapsed()).isEqualTo(Duration.ofSeconds(1));
    }

    /// Whatever the threads do, every sample is counted once in every view of the counts.
    @RepeatedTest(5)
    void everyViewAddsUpToTheTotalUnderManyThreads() throws Exception {
        int threads = 16;
        int each = 5_000;
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> reader =
                    pool.submit(() -> {
                        int read = 0;
                        while (!done.get()) {
                            assertAddsUp(recorder.snapshot());
                            read++;
                        }
                        return read;
                    });
            List<Future<?>> writers =
                    IntStream.range(0, threads)
                            .<Future<?>>mapToObj(t -> pool.submit(() -> write(t, each)))
                            .toList();
            for (Future<?> writer : writers) {
                writer.get();
            }
            done.set(true);
            assertThat(reader.get()).isPositive();
        }

        DistributionSnapshot end = recorder.snapshot();
        assertAddsUp(end);
        assertThat(end.total()).isEqualTo((long) threads * each);
        assertThat(end.recent()).hasSize(DistributionSnapshot.RECENT);
    }

    private void write(int thread, int count) {
        SplittableRandom random = new SplittableRandom(thread);
        for (int i = 0; i < count; i++) {
            long index = (long) i * 16 + thread;
            boolean failed = random.nextInt(50) == 0;
            recorder.accept(
                    new Sample(
                            index,
                            index * MS,
                            random.nextLong(1, 50 * MS),
                            failed ? 0 : 200,
                            failed ? "" : Integer.toString(random.nextInt(1, 4)),
                            "",
                            "127.1." + random.nextInt(200) + ".1",
                            false,
                            false,
                            failed ? "connection refused" : ""));
        }
    }

    private static void assertAddsUp(DistributionSnapshot s) {
        assertThat(s.instances().stream().mapToLong(InstanceCount::count).sum())
                .isEqualTo(s.total());
        assertThat(s.timeline().slices().stream().mapToLong(Counts::total).sum())
                .isEqualTo(s.total());
        assertThat(s.clients().values().stream().mapToLong(Counts::total).sum())
                .isEqualTo(s.total());
        assertThat(s.byStatus().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(s.total());
        assertThat(s.failures().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(s.errors());
        assertThat(s.recent()).allMatch(index -> index < s.instances().size());
    }

    private static Sample answer(long index, String instance, int status) {
        return new Sample(
                index, index * MS, MS, status, instance, "", "127.0.0.1", false, false, "");
    }

    private static Sample at(long index, long endNanos, String instance) {
        return new Sample(index, endNanos, 0, 200, instance, "", "127.0.0.1", false, false, "");
    }

    private static Upstream upstream(int first, int second) {
        return new Upstream(
                "app_backend",
                new Strategy.RoundRobin(),
                List.of(
                        Server.of("app1", "127.0.0.1", 9001).withWeight(first),
                        Server.of("app2", "127.0.0.1", 9002).withWeight(second)),
                32);
    }
}
