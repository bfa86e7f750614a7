package io.lblab.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.distribution.ReportException;
import io.lblab.distribution.archive.StoredRun;
import io.lblab.distribution.threshold.Threshold;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.model.Runs;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The runs of the window without a window; tasks run at once, on the thread of the test.
class RunsTest {

    @TempDir Path folder;

    private RunningModels models;
    private Runs runs;

    @BeforeEach
    void running() throws Exception {
        models = new RunningModels(folder);
        runs = models.runs();
    }

    @AfterEach
    void closed() {
        models.close();
    }

    @Test
    void whatTheInstancesCountedIsAskedOnceTheRunIsOver() {
        fire("/products/1");
        models.tickUntil(() -> stored().size() == 1);

        RunFigures over = Objects.requireNonNull(runs.figures());
        assertThat(over.report().shop()).isPresent();
        assertThat(over.report().shop().orElseThrow().total()).isEqualTo(50);
        assertThat(over.report().shop().orElseThrow().agreesWith(over.snapshot())).isTrue();
    }

    @Test
    void ofHealthTheyAreNotAsked() {
        fire("/health");
        models.tickUntil(() -> stored().size() == 1);

        assertThat(Objects.requireNonNull(runs.figures()).report().shop()).isEmpty();
    }

    @Test
    void aRunIsStoredThoughTheNextOneBeginsAtOnce() {
        fire("/products/1");
        models.tickUntil(() -> !runs.runningProperty().get());
        assertThat(stored()).isEmpty();

        fire("/products/2");
        assertThat(stored()).hasSize(1);
        models.tickUntil(() -> stored().size() == 2);
        assertThat(runs.history().all()).extracting(RunFigures::number).containsExactly(1, 2);
    }

    @Test
    void aBoundOnAServerThatIsNoneFiresNothing() {
        runs.fire(
                site -> RunningModels.plan(site, "/products/1"),
                List.of(Threshold.parse("app7 50% ± 1")));

        assertThat(runs.problemProperty().get())
                .isEqualTo(
                        "\"app7 50% ± 1\" speaks of a server that there isn't: there are app1, app2.");
        assertThat(runs.runningProperty().get()).isFalse();
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    private List<StoredRun> stored() {
        try {
            return models.archive().list();
        } catch (ReportException e) {
            throw new IllegalStateException(e);
        }
    }

    private void fire(String path) {
        runs.fire(site -> RunningModels.plan(site, path), List.of());
        assertThat(runs.problemProperty().get()).isEmpty();
    }
}
