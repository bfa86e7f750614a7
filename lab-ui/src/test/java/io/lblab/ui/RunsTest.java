package io.lblab.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.with;

import io.lblab.distribution.ReportException;
import io.lblab.distribution.archive.RunArchive;
import io.lblab.distribution.archive.StoredRun;
import io.lblab.nginx.NginxSite;
import io.lblab.stack.StackKind;
import io.lblab.stack.StackOptions;
import io.lblab.stack.Stacks;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.Load;
import io.lblab.traffic.OkHttpEngine;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.WeightedRequest;
import io.lblab.ui.fx.Tasks;
import io.lblab.ui.model.ActiveStack;
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

/// The runs of the window without a window; tasks run at once, on the thread of the test.
class RunsTest {

    private static final Tasks AT_ONCE = new Tasks(Runnable::run, Runnable::run);

    @TempDir Path folder;

    private FakeStack stack;
    private RunArchive archive;
    private Runs runs;

    @BeforeEach
    void running() throws Exception {
        stack = new FakeStack(StackKind.LOCAL, folder);
        stack.start(StackOptions.defaults(), line -> {});
        ActiveStack active = new ActiveStack(new Stacks(List.of(stack)), AT_ONCE);
        active.adopt(found -> assertThat(found).isTrue());
        Texts texts = new Texts(Locale.ENGLISH);
        LiveNginx nginx = new LiveNginx(active, AT_ONCE);
        archive = new RunArchive(folder.resolve("runs"));
        runs = new Runs(new OkHttpEngine(), archive, active, nginx, AT_ONCE, texts);
    }

    @AfterEach
    void closed() {
        stack.close();
    }

    @Test
    void whatTheInstancesCountedIsAskedOnceTheRunIsOver() {
        fire("/products/1");
        eventually().until(() -> ticked() && stored().size() == 1);

        RunFigures over = Objects.requireNonNull(runs.figures());
        assertThat(over.report().shop()).isPresent();
        assertThat(over.report().shop().orElseThrow().total()).isEqualTo(50);
        assertThat(over.report().shop().orElseThrow().agreesWith(over.snapshot())).isTrue();
    }

    @Test
    void ofHealthTheyAreNotAsked() {
        fire("/health");
        eventually().until(() -> ticked() && stored().size() == 1);

        assertThat(Objects.requireNonNull(runs.figures()).report().shop()).isEmpty();
    }

    @Test
    void aRunIsStoredThoughTheNextOneBeginsAtOnce() {
        fire("/products/1");
        eventually().until(() -> ticked() && !runs.runningProperty().get());
        assertThat(stored()).isEmpty();

        fire("/products/2");
        assertThat(stored()).hasSize(1);
        eventually().until(() -> ticked() && stored().size() == 2);
        assertThat(runs.history().all()).extracting(RunFigures::number).containsExactly(1, 2);
    }

    /// The lab is patient by ticks with a log that this nginx does not write: quick ones.
    private static ConditionFactory eventually() {
        return with().pollInterval(Duration.ofMillis(10));
    }

    private boolean ticked() {
        runs.tick();
        return true;
    }

    private List<StoredRun> stored() {
        try {
            return archive.list();
        } catch (ReportException e) {
            throw new IllegalStateException(e);
        }
    }

    private void fire(String path) {
        runs.fire(site -> plan(site, path), List.of());
        assertThat(runs.problemProperty().get()).isEmpty();
    }

    private static TrafficPlan plan(NginxSite site, String path) {
        return new TrafficPlan(
                "own",
                site.entry(),
                List.of(WeightedRequest.get(path)),
                new Load.Closed(4, Duration.ZERO, Load.Until.requests(50)),
                ClientPools.thisMachine(),
                1);
    }
}
