package io.lblab.stack.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.InstanceCount;
import io.lblab.distribution.NginxCounts;
import io.lblab.distribution.NginxLogCounter;
import io.lblab.distribution.RunRecorder;
import io.lblab.distribution.ShopCounter;
import io.lblab.distribution.ShopCounts;
import io.lblab.nginx.ConfigApplier;
import io.lblab.nginx.NginxHost;
import io.lblab.nginx.NginxSite;
import io.lblab.stack.StackOptions;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficRun;
import io.lblab.traffic.WeightedRequest;
import io.lblab.traffic.raw.RawEngine;
import io.lblab.upstream.Upstream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client, nginx's log and the shop's own metrics count the same requests.
@Tag("local")
class ThreeObserversTest {

    @TempDir Path home;
    private LocalStack stack;

    @BeforeEach
    void start() throws Exception {
        stack = new LocalStack(home, System.getenv());
        stack.start(new StackOptions(0, 2, false), _ -> {});
    }

    @AfterEach
    void stop() throws Exception {
        stack.stop(_ -> {});
        stack.close();
    }

    @Test
    void aHundredThousandRequestsAreCountedToTheLastOne() throws Exception {
        Seen seen = fire(100_000, run -> {});

        assertThat(seen.client().errors()).isZero();
        for (String server : List.of("app1", "app2")) {
            assertThat(client(seen, server)).isEqualTo(50_000);
            assertThat(seen.nginx().answered(server)).isEqualTo(50_000);
            assertThat(seen.shop().answered()).containsEntry(server, OptionalLong.of(50_000));
        }
        assertThat(seen.shop().sentence(seen.client()))
                .isEqualTo("The instances counted the same: app1 50,000, app2 50,000.");
    }

    @Test
    void whatAKilledInstanceHadCountedIsShownAsLost() throws Exception {
        Seen seen =
                fire(
                        30_000,
                        run -> {
                            await().until(() -> run.finished() > 5_000);
                            stack.killService("app2");
                        });

        assertThat(client(seen, "app2")).isBetween(1_000L, 14_000L);
        for (String server : List.of("app1", "app2")) {
            assertThat(seen.nginx().answered(server)).isEqualTo(client(seen, server));
        }
        assertThat(seen.shop().answered())
                .containsEntry("app1", OptionalLong.of(client(seen, "app1")))
                .containsEntry("app2", OptionalLong.empty());
        assertThat(seen.shop().sentence(seen.client())).contains("app2 lost");
    }

    private interface Meanwhile {
        void happens(TrafficRun run) throws Exception;
    }

    private record Seen(DistributionSnapshot client, NginxCounts nginx, ShopCounts shop) {}

    private static long client(Seen seen, String server) {
        return seen.client().instances().stream()
                .filter(instance -> instance.server().equals(server))
                .mapToLong(InstanceCount::count)
                .sum();
    }

    private static String shopCount(Seen seen, String server) {
        OptionalLong count = seen.shop().answered().getOrDefault(server, OptionalLong.empty());
        return count.isPresent() ? String.format(Locale.ROOT, "%,d", count.getAsLong()) : "lost";
    }

    private Seen fire(int requests, Meanwhile meanwhile) throws Exception {
        NginxHost nginx = stack.nginx();
        NginxSite site = nginx.site();
        Upstream upstream = new ConfigApplier(nginx).live().upstream();
        NginxLogCounter log = new NginxLogCounter(site.instanceAddresses(), upstream);
        ShopCounter shop = new ShopCounter(site);
        RunRecorder recorder = new RunRecorder(upstream, site.instanceIds());
        ShopCounter.Reading before = shop.read();
        try (NginxHost.Subscription _ = nginx.followAccessLog(log)) {
            TrafficPlan plan =
                    new TrafficPlan(
                            "counted",
                            site.entry(),
                            List.of(WeightedRequest.get("/products/1")),
                            requests,
                            32,
                            ClientPools.thisMachine(),
                            1);
            TrafficRun run = new RawEngine().start(plan, recorder);
            meanwhile.happens(run);
            assertThat(run.await(Duration.ofMinutes(4))).isTrue();
            DistributionSnapshot client = recorder.snapshot();
            log.await(client, Duration.ofSeconds(20));
            Seen seen = new Seen(client, log.counts(), shop.since(before, client.total()));
            for (String server : List.of("app1", "app2")) {
                System.out.printf(
                        Locale.ROOT,
                        "| %,d | %s | %,d | %,d | %s |%n",
                        client.total(),
                        server,
                        client(seen, server),
                        seen.nginx().answered(server),
                        shopCount(seen, server));
            }
            return seen;
        }
    }
}
