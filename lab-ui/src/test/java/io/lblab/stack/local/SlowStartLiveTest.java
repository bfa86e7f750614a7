package io.lblab.stack.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.nginx.ApplyResult;
import io.lblab.nginx.ConfigApplier;
import io.lblab.nginx.Generation;
import io.lblab.nginx.Origin;
import io.lblab.nginx.SlowStarter;
import io.lblab.nginx.Workers;
import io.lblab.stack.HttpAsk;
import io.lblab.upstream.SlowStart;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A slow start, step by step on a real nginx.
@Tag("local")
class SlowStartLiveTest {

    @TempDir Path folder;
    private NginxFixture nginx;
    private ConfigApplier applier;
    private Upstream target;

    @BeforeEach
    void start() throws Exception {
        nginx = new NginxFixture(folder, 2);
        applier = new ConfigApplier(nginx.host());
        target = nginx.upstream(new Strategy.RoundRobin(), 2, 1);
        assertThat(applier.apply(target, _ -> {})).isInstanceOf(ApplyResult.Applied.class);
    }

    @AfterEach
    void stop() {
        nginx.close();
    }

    @Test
    void theShareIsExactInEveryStep() throws Exception {
        SlowStart plan = new SlowStart(target, "app2", Duration.ofSeconds(3), 4);
        List<Integer> answers = new ArrayList<>();

        ApplyResult ended =
                new SlowStarter(applier, plan)
                        .run(step -> answers.add(ofAppTwo(step.upstream().totalWeight())));

        // The others have weight 2, app2 has 1/4, 2/4, 3/4 of its 1, and then all of it.
        assertThat(answers).containsExactly(1, 1, 3, 1);
        assertThat(ended).isEqualTo(applied(ended, 6));
        assertThat(applier.live().upstream()).isEqualTo(target);
        assertThat(applier.history().generations())
                .extracting(Generation::origin)
                .startsWith(
                        Origin.SLOW_START,
                        Origin.SLOW_START,
                        Origin.SLOW_START,
                        Origin.SLOW_START,
                        Origin.APPLIED);
    }

    @Test
    void itEndsWhenSomebodyElseApplies() throws Exception {
        SlowStart plan = new SlowStart(target, "app2", Duration.ofSeconds(1), 2);

        ApplyResult ended = new SlowStarter(applier, plan).run(_ -> applyAnother());

        assertThat(ended)
                .isEqualTo(
                        new ApplyResult.Refused(
                                4,
                                "The slow start of app2 ended in step 1 of 2, because generation 4 was applied"
                                        + " meanwhile."));
        assertThat(applier.live().upstream().strategy()).isEqualTo(new Strategy.LeastConn());
    }

    @Test
    void hurriedItGoesToTheTargetAtOnce() throws Exception {
        SlowStart plan = SlowStart.of(target, "app2", Duration.ofMinutes(30));
        SlowStarter starter = new SlowStarter(applier, plan);
        List<Integer> steps = new ArrayList<>();

        ApplyResult ended =
                starter.run(step -> {
                    steps.add(step.number());
                    starter.hurry();
                });

        assertThat(steps).containsExactly(1, 10);
        assertThat(ended).isEqualTo(applied(ended, 4));
        assertThat(applier.live().upstream()).isEqualTo(target);
    }

    private ApplyResult.Applied applied(ApplyResult ended, int generation) {
        assertThat(ended).isInstanceOf(ApplyResult.Applied.class);
        return new ApplyResult.Applied(
                generation, target, new Workers("2"), ((ApplyResult.Applied) ended).took());
    }

    private void applyAnother() {
        try {
            applier.apply(nginx.upstream(new Strategy.LeastConn(), 1, 1), _ -> {});
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /// Answers of app2 among as many as there are weights.
    private int ofAppTwo(int requests) {
        int count = 0;
        HttpAsk ask = new HttpAsk(nginx.host().site().entry());
        try {
            for (int i = 0; i < requests; i++) {
                count += ask.get("/x").header("X-Instance-ID").equals("2") ? 1 : 0;
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return count;
    }
}
