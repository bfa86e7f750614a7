package io.lblab.traffic.raw;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.RunRecorder;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.Load;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficRun;
import io.lblab.traffic.WeightedRequest;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A run may go on for as long as one likes: 5,000 requests a second, counted and looked at ten
/// times a second as the window does, cost no more memory, threads or files at the end than at the
/// beginning.
@EnabledOnOs(value = OS.LINUX, disabledReason = "open files are counted in /proc")
class LongRunTest {

    private static final int RATE = 5_000;
    private static final double MEGABYTE = 1024 * 1024;
    private static final Duration TICK = Duration.ofMillis(100);

    /// What a minute's compressed seconds and a little noise may take.
    private static final double MAY_GROW = 4;

    @TempDir Path folder;

    private record Use(double heap, int threads, long files) {}

    @Test
    @Tag("local")
    void aMinute() throws Exception {
        run(Duration.ofMinutes(1));
    }

    @Test
    @Tag("soak")
    void tenMinutes() throws Exception {
        run(Duration.ofMinutes(10));
    }

    private void run(Duration time) throws Exception {
        try (BenchNginx nginx = new BenchNginx(folder)) {
            RunRecorder recorder =
                    new RunRecorder(
                            new Upstream(
                                    "u",
                                    new Strategy.RoundRobin(),
                                    List.of(Server.of("app1", "h", 1), Server.of("app2", "h", 2)),
                                    16),
                            Map.of("app1", "1", "app2", "2"));
            TrafficPlan plan =
                    new TrafficPlan(
                            "long",
                            nginx.base(),
                            List.of(WeightedRequest.get("/constant")),
                            new Load.Open(
                                    List.of(new Load.Stage(RATE, RATE, time)),
                                    Load.Arrivals.EVEN,
                                    256),
                            ClientPools.thisMachine(),
                            1);
            TrafficRun run = new RawEngine().start(plan, recorder);
            Use early = null;
            while (!run.await(TICK)) {
                DistributionSnapshot now = recorder.snapshot();
                if (early == null && now.total() > (long) plan.requests() / 5) {
                    early = use();
                }
            }
            DistributionSnapshot end = recorder.snapshot();
            Use late = use();

            System.out.printf(
                    Locale.ROOT,
                    "%d requests in %.0f s: %s, then %s; late p99 %.2f ms%n",
                    end.total(),
                    end.elapsed().toMillis() / 1e3,
                    early,
                    late,
                    end.lateness().p99());
            assertThat(end.total()).isEqualTo(RATE * time.toSeconds());
            assertThat(end.errors()).isZero();
            assertThat(early).isNotNull();
            assertThat(late.heap()).isLessThan(early.heap() + MAY_GROW);
            assertThat(late.threads()).isLessThanOrEqualTo(early.threads());
            assertThat(late.files()).isLessThanOrEqualTo(early.files());
        }
    }

    /// Megabytes after a collection, threads, open files.
    private static Use use() throws IOException {
        ManagementFactory.getMemoryMXBean().gc();
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return new Use(
                    heap, ManagementFactory.getThreadMXBean().getThreadCount(), files.count());
        }
    }
}
