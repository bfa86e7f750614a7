package io.lblab.traffic.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.lblab.traffic.ClientPools;
import io.lblab.traffic.Load;
import io.lblab.traffic.OkHttpEngine;
import io.lblab.traffic.ScriptedServer;
import io.lblab.traffic.TrafficEngine;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficRun;
import io.lblab.traffic.WeightedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A server that answers at once, and for one second in ten not at all. A tenth of those who come
/// at an even rate meet it then, and wait for what is left of the second: evenly between 0 and 1 s.
/// So one in a hundred waits longer than 0.9 s.
@Tag("local")
class HonestLatencyTest {

    private static final long SECOND = 1_000_000_000;
    private static final double P99_SECONDS = 0.9;
    private static final Duration TIME = Duration.ofSeconds(20);

    @Test
    void anOpenModelSeesTheStallAndAClosedOneHardlyDoes() throws Exception {
        long began = System.nanoTime();
        try (ScriptedServer server =
                new ScriptedServer((_, out) -> {
                    long phase = (System.nanoTime() - began) % (10 * SECOND);
                    if (phase >= 9 * SECOND) {
                        LockSupport.parkNanos(10 * SECOND - phase);
                    }
                    return ScriptedServer.ok(out, "1", "");
                })) {
            Load open = Load.Open.constant(100, TIME, Load.Arrivals.EVEN);
            Load closed = new Load.Closed(4, Duration.ofMillis(1), Load.Until.time(TIME));
            Seen raw = new Seen(new RawEngine(), open, server.base());
            Seen okHttp = new Seen(new OkHttpEngine(), open, server.base());
            Seen asked = new Seen(new RawEngine(), closed, server.base());

            System.out.printf(
                    Locale.ROOT,
                    "| by arithmetic | %.3f |%n| open, raw | %.3f |%n| open, okhttp | %.3f |%n"
                            + "| closed, 4 clients | %.3f |%n",
                    P99_SECONDS,
                    raw.p99(),
                    okHttp.p99(),
                    asked.p99());
            assertThat(raw.p99()).isCloseTo(P99_SECONDS, withinPercentage(5));
            assertThat(okHttp.p99()).isCloseTo(P99_SECONDS, withinPercentage(5));
            assertThat(asked.p99()).isLessThan(P99_SECONDS / 2);
        }
    }

    /// A run and its latencies.
    private static final class Seen {
        private final Histogram latency = new ConcurrentHistogram(3);
        private final TrafficRun run;

        Seen(TrafficEngine engine, Load load, URI base) {
            TrafficPlan plan =
                    new TrafficPlan(
                            "stall",
                            base,
                            List.of(WeightedRequest.get("/")),
                            load,
                            ClientPools.thisMachine(),
                            1);
            run = engine.start(plan, sample -> latency.recordValue(sample.latencyNanos()));
        }

        /// In seconds, once the run is over.
        double p99() throws InterruptedException {
            assertThat(run.await(Duration.ofMinutes(1))).isTrue();
            return latency.getValueAtPercentile(99) / 1e9;
        }
    }
}
