package io.lblab.stack.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lblab.nginx.ApplyResult;
import io.lblab.nginx.ConfigApplier;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.OkHttpEngine;
import io.lblab.traffic.Sample;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficRun;
import io.lblab.traffic.WeightedRequest;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Applies in a row while clients send about 500 requests a second and 20 event streams are open.
/// Prints how long the applies took; `-Dapplies=N` does another number.
@Tag("local")
class AppliesUnderTrafficTest {

    private static final int APPLIES = Integer.getInteger("applies", 200);
    private static final int CLIENTS = 10;
    private static final int STREAMS = 20;

    /// Of each client, between two requests.
    private static final Duration THINK = Duration.ofMillis(20);

    private static final List<Strategy> STRATEGIES =
            List.of(new Strategy.RoundRobin(), new Strategy.LeastConn(), new Strategy.IpHash());

    @TempDir Path folder;

    private final ConcurrentLinkedQueue<Sample> failed = new ConcurrentLinkedQueue<>();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong resent = new AtomicLong();

    @Test
    void noApplyCostsARequestOrAStream() throws Exception {
        try (NginxFixture nginx = new NginxFixture(folder, 2);
                EventStreams streams = new EventStreams(nginx.host().site().entry(), STREAMS)) {
            TrafficRun run = new OkHttpEngine().start(plan(nginx), this::take);
            List<Duration> took = new ArrayList<>();
            for (int i = 0; i < APPLIES; i++) {
                Upstream upstream =
                        nginx.upstream(STRATEGIES.get(i % STRATEGIES.size()), 1 + i % 5, 1);
                ApplyResult result = new ConfigApplier(nginx.host()).apply(upstream, _ -> {});
                assertThat(result).isInstanceOf(ApplyResult.Applied.class);
                ApplyResult.Applied applied = (ApplyResult.Applied) result;
                assertThat(applied.generation()).isEqualTo(i + 2);
                took.add(applied.took());
            }
            long requests = answered.get();
            run.stop();
            assertThat(run.await(Duration.ofSeconds(30))).isTrue();
            took.sort(null);
            System.out.printf(
                    "%d applies: median %d ms, most %d ms; %d requests (%.0f/s), %d resent, %d failed;"
                            + " %d event streams, %d ended with their worker and opened again%n",
                    APPLIES,
                    took.get(APPLIES / 2).toMillis(),
                    took.getLast().toMillis(),
                    requests,
                    requests / (run.elapsed().toMillis() / 1000.0),
                    resent.get(),
                    failed.size(),
                    STREAMS,
                    streams.opened() - STREAMS);
            assertThat(failed).isEmpty();
            assertThat(requests).isGreaterThan(APPLIES);
            assertThat(streams.failures()).isEmpty();
            await().until(() -> streams.open() == STREAMS);
        }
    }

    private void take(Sample sample) {
        answered.incrementAndGet();
        if (sample.resent()) {
            resent.incrementAndGet();
        }
        if (sample.isError()) {
            failed.add(sample);
        }
        LockSupport.parkNanos(THINK.toNanos()); // this is the client's own thread
    }

    private static TrafficPlan plan(NginxFixture nginx) {
        return new TrafficPlan(
                "steady",
                nginx.host().site().entry(),
                List.of(WeightedRequest.get("/products/1")),
                TrafficPlan.MAX_REQUESTS,
                CLIENTS,
                ClientPools.thisMachine(),
                1);
    }
}
