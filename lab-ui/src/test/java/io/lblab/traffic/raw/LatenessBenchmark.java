package io.lblab.traffic.raw;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.traffic.ClientPools;
import io.lblab.traffic.Load;
import io.lblab.traffic.OkHttpEngine;
import io.lblab.traffic.TrafficEngine;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficRun;
import io.lblab.traffic.WeightedRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How late the requests of an open model are sent. Many of them are answered by nginx itself, so
/// that nginx is not what limits them.
@Tag("bench")
class LatenessBenchmark {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final Duration TIME = Duration.ofSeconds(10);

    @TempDir Path folder;

    @Test
    void howLateRequestsAreSent() throws Exception {
        try (BenchNginx nginx = new BenchNginx(folder)) {
            measure(new RawEngine(), nginx.base(), 10_000); // warms up
            measure(new OkHttpEngine(), nginx.base(), 2_000);
            System.out.println(
                    "\n| engine | rate asked | reached | p50 µs | p99 µs | p99.9 µs | failed |");
            System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
            for (int round = 0; round < ROUNDS; round++) {
                System.out.println(measure(new RawEngine(), nginx.base(), 2_000));
                System.out.println(measure(new OkHttpEngine(), nginx.base(), 2_000));
                System.out.println(measure(new RawEngine(), nginx.base(), 20_000));
            }
        }
    }

    private static String measure(TrafficEngine engine, URI base, int rate) throws Exception {
        Histogram lateness = new ConcurrentHistogram(3);
        AtomicLong failed = new AtomicLong();
        TrafficPlan plan =
                new TrafficPlan(
                        "bench",
                        base,
                        List.of(WeightedRequest.get(rate > 5_000 ? "/constant" : "/")),
                        new Load.Open(
                                List.of(new Load.Stage(rate, rate, TIME)), Load.Arrivals.EVEN, 100),
                        ClientPools.thisMachine(),
                        1);
        TrafficRun run =
                engine.start(
                        plan,
                        sample -> {
                            lateness.recordValue(sample.latenessNanos());
                            if (sample.isError()) {
                                failed.incrementAndGet();
                            }
                        });
        assertThat(run.await(Duration.ofMinutes(2))).isTrue();
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,.0f | %.1f | %.0f | %.0f | %d |",
                engine instanceof RawEngine ? "raw" : "OkHttp",
                rate,
                run.finished() / (run.elapsed().toNanos() / 1e9),
                lateness.getValueAtPercentile(50) / 1e3,
                lateness.getValueAtPercentile(99) / 1e3,
                lateness.getValueAtPercentile(99.9) / 1e3,
                failed.get());
    }
}
