package io.lblab.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.distribution.limit.LimitPlan;
import io.lblab.distribution.limit.LimitResult.Ending;
import io.lblab.distribution.limit.LimitResult.Step;
import io.lblab.distribution.threshold.Threshold;
import io.lblab.nginx.NginxSite;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.TrafficPlan;
import io.lblab.ui.model.LimitFigures;
import io.lblab.ui.model.Limits;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.model.Runs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The window's search for the limit without a window; tasks run at once, on the thread of the
/// test.
class LimitsTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir Path folder;

    private RunningModels models;
    private Runs runs;
    private Limits limits;

    @BeforeEach
    void running() throws Exception {
        models = new RunningModels(folder);
        runs = models.runs();
        limits = new Limits(runs, models.active());
    }

    @AfterEach
    void closed() {
        models.close();
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
                .extracting(run -> run.report().outcomes().getFirst().held())
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
        models.tickUntil(this::anAnswer);
        limits.stop();
        models.tickUntil(() -> !runs.runningProperty().get());

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
        models.tickUntil(this::anAnswer);
        models.active().stop(() -> {});

        models.tickUntil(() -> !runs.runningProperty().get());
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
        models.tickUntil(() -> !limits.underWayProperty().get());
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
        return RunningModels.plan(site, "/products/1");
    }
}
