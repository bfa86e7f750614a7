package io.lblab.stack.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.RunRecorder;
import io.lblab.nginx.ApplyResult;
import io.lblab.nginx.ConfigApplier;
import io.lblab.nginx.NginxSite;
import io.lblab.stack.ShopChoices;
import io.lblab.stack.ShopChoices.SessionStore;
import io.lblab.stack.StackOptions;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficPreset;
import io.lblab.traffic.TrafficRun;
import io.lblab.traffic.engines.EngineChoice;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The presets of visitors against the real shop, through nginx, over two instances.
@Tag("local")
class JourneysTest {

    @TempDir Path home;
    private LocalStack stack;

    @AfterEach
    void stop() throws Exception {
        stack.stop(_ -> {});
        stack.close();
    }

    @Test
    void withSharedSessionsEveryVisitorBuysWhateverInstanceAnswers() throws Exception {
        start(SessionStore.REDIS);

        for (TrafficPreset preset : TrafficPreset.all()) {
            if (preset.journeys().isEmpty() && preset.data().isEmpty()) {
                continue;
            }
            DistributionSnapshot run = fire(preset);

            assertThat(run.failures()).as(preset.id()).isEmpty();
            assertThat(run.errors()).as(preset.id()).isZero();
            assertThat(run.total()).isEqualTo(preset.requests());
            if (preset.equals(TrafficPreset.BUY)) {
                assertThat(run.instances().stream().limit(2))
                        .allMatch(instance -> instance.count() > 60);
                assertThat(run.byStatus().get(303)).isBetween(38L, 42L);
            }
        }
    }

    @Test
    void cartsInAnInstancesMemoryVanishUnderRoundRobinAndStayUnderIpHash() throws Exception {
        start(SessionStore.MEMORY);

        assertThat(fire(TrafficPreset.BUY).failures())
                .containsKey("check failed: /count is not = 1");

        Upstream upstream = new ConfigApplier(stack.nginx()).live().upstream();
        assertThat(
                        new ConfigApplier(stack.nginx())
                                .apply(upstream.withStrategy(new Strategy.IpHash()), _ -> {}))
                .isInstanceOf(ApplyResult.Applied.class);
        assertThat(fire(TrafficPreset.BUY).failures()).isEmpty();
    }

    private void start(SessionStore sessions) throws Exception {
        stack = new LocalStack(home, System.getenv());
        stack.start(
                new StackOptions(0, 2, false)
                        .withShop(ShopChoices.defaults().withSessions(sessions)),
                _ -> {});
    }

    private DistributionSnapshot fire(TrafficPreset preset) throws Exception {
        NginxSite site = stack.nginx().site();
        TrafficPlan plan = preset.plan(site.entry(), ClientPools.local(20, 1), 1);
        RunRecorder recorder =
                new RunRecorder(
                        new ConfigApplier(stack.nginx()).live().upstream(), site.instanceIds());
        TrafficRun run = EngineChoice.of(plan).engine().start(plan, recorder);
        assertThat(run.await(Duration.ofMinutes(3))).isTrue();
        return recorder.snapshot();
    }
}
