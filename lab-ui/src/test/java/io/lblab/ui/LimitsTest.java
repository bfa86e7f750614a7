package io.lblab.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.with;

import io.lblab.distribution.archive.RunArchive;
import io.lblab.distribution.limit.LimitPlan;
import io.lblab.distribution.limit.LimitResult.Ending;
import io.lblab.distribution.limit.LimitResult.Step;
import io.lblab.distribution.threshold.Threshold;
import io.lblab.nginx.NginxSite;
import io.lblab.stack.StackKind;
import io.lblab.stack.StackOptions;
import io.lblab.stack.Stacks;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.Load;
import io.lblab.traffic.OkHttpEngine;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.WeightedRequest;
import io.lblab.ui.fx.Tasks;
import io.lblab.ui.model.ActiveStack;
import io.lblab.ui.model.LimitFigures;
import io.lblab.ui.model.Limits;
import io.lblab.ui.model.LiveNginx;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.model.Runs;
import io.lblab.ui.text.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The window's search for the limit without a window; tasks run at once, on the thread of the
/// test.
class LimitsTest {

    private static final Tasks AT_ONCE = new Tasks(Runnable::run, Runnable::run);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir Path folder;

    private FakeStack stack;
    private ActiveStack active;
    private Runs runs;
    private Limits limits;

    @BeforeEach
    void running() throws Exception {
        stack = new FakeStack(StackKind.LOCAL, folder);
        stack.start(StackOptions.defaults(), line -> {});
        active = new ActiveStack(new Stacks(List.of(stack)), AT_ONCE);
        active.adopt(found -> assertThat(found).isTrue());
        Texts texts = new Texts(Locale.ENGLISH);
        LiveNginx nginx = new LiveNginx(active, AT_ONCE);
        RunArchive archive = new RunArchive(folder.resolve("runs"));
        runs = new Runs(new OkHttpEngine(), archive, active, nginx, AT_ONCE, texts);
        limits = new Limits(runs, active);
    }

    @AfterEach
    void closed() {
        runs.stop();
        stack.close();
    }

    @Test
    void theRateRisesRunByRunAndEveryRunIsKept() {
        search(SHORT, "p99 < 20s");
        assertThat(figures().trying()).hasValue(50);
        untilOver();

        assertThat(figures().result().orElseThrow().ending()).isEqualTo(Ending.HIGHEST_RATE);
        assertThat(figures().kept()).isEqualTo(150);
        assertThat(figures().steps()).extracting(Step::rate).containsExactly(50.0, 100.0, 150.0);
        assertThat(figures().trying()).isEmpty();
        assertThat(runs.history().all())
                .extracting(run -> run.report().shop().isPresent())
                .containsExactly(true, true, true);
        assertThat(runs.history().all())
                .extracting(run -> run.bounds().getFirst().held())
                .containsOnly(true);
    }

    @Test
    void aBoundThatBreaksTwiceIsTheLimit() {
        search(SHORT, "app1 75% ± 1");
        untilOver();

        assertThat(figures().result().orElseThrow().ending()).isEqualTo(Ending.BROKEN_AT_ONCE);
        assertThat(figures().steps()).extracting(Step::rate).containsExactly(50.0, 50.0);
        assertThat(figures().kept()).isZero();
    }

    @Test
    void stoppingEndsTheRunTooAndFindsNothing() {
        search(LONG, "p99 < 20s");
        eventually().until(() -> ticked() && anAnswer());
        limits.stop();
        eventually().until(() -> ticked() && !runs.runningProperty().get());

        assertThat(limits.underWayProperty().get()).isFalse();
        assertThat(figures().result().orElseThrow().ending()).isEqualTo(Ending.STOPPED);
        assertThat(figures().trying()).isEmpty();

        search(SHORT, "p99 < 20s");
        untilOver();
        assertThat(figures().steps()).hasSize(3);
    }

    @Test
    void itEndsWithTheStack() {
        search(LONG, "p99 < 20s");
        eventually().until(() -> ticked() && anAnswer());
        active.stop(() -> {});

        eventually().until(() -> ticked() && !runs.runningProperty().get());
        assertThat(limits.underWayProperty().get()).isFalse();
    }

    @Test
    void whatCantBeFiredIsSaid() {
        limits.search(
                plan(SHORT, "p99 < 20s"),
                _ -> {
                    throw new InvalidPlanException("No such address.");
                });

        assertThat(runs.problemProperty().get()).isEqualTo("No such address.");
        assertThat(limits.underWayProperty().get()).isFalse();
        assertThat(figures().steps()).isEmpty();
    }

    private void search(Duration each, String bound) {
        limits.search(plan(each, bound), LimitsTest::traffic);
        assertThat(runs.problemProperty().get()).isEmpty();
        assertThat(limits.underWayProperty().get()).isTrue();
    }

    private void untilOver() {
        eventually().until(() -> ticked() && !limits.underWayProperty().get());
    }

    /// The lab is patient by ticks with a log that this nginx does not write: quick ones.
    private static ConditionFactory eventually() {
        return with().pollInterval(Duration.ofMillis(10));
    }

    private boolean ticked() {
        runs.tick();
        return true;
    }

    private boolean anAnswer() {
        RunFigures now = runs.figures();
        return now != null && now.finished() > 0;
    }

    private LimitFigures figures() {
        return Objects.requireNonNull(limits.figuresProperty().get());
    }

    private static LimitPlan plan(Duration each, String bound) {
        return new LimitPlan(50, 150, each, List.of(Threshold.parse(bound)));
    }

    private static TrafficPlan traffic(NginxSite site) {
        return new TrafficPlan(
                "own",
                site.entry(),
                List.of(WeightedRequest.get("/products/1")),
                new Load.Closed(4, Duration.ZERO, Load.Until.requests(50)),
                ClientPools.thisMachine(),
                1);
    }
}
