package io.lblab.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lblab.nginx.NginxSite;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.listen.ListenPlan;
import io.lblab.traffic.listen.ListenersSnapshot.Held;
import io.lblab.traffic.listen.ProbePlan;
import io.lblab.ui.model.ListenFigures;
import io.lblab.ui.model.Listening;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The listeners of the window without a window; tasks run at once, on the thread of the test.
class ListeningTest {

    @TempDir Path folder;

    private RunningModels models;
    private Listening listening;

    @BeforeEach
    void running() throws Exception {
        models = new RunningModels(folder);
        listening = new Listening(models.active(), RunningModels.AT_ONCE);
    }

    @AfterEach
    void closed() {
        listening.close();
        models.close();
    }

    @Test
    void whoHoldsThemIsSeenAndWhatTheyHear() {
        listening.open(site -> plan(site, true));
        await().until(() -> figures().heard().probes().receipts() >= 12);

        assertThat(listening.underWayProperty().get()).isTrue();
        ListenFigures now = figures();
        assertThat(now.servers()).containsEntry("1", "app1").containsEntry("2", "app2");
        assertThat(now.heard().open()).isEqualTo(6);
        assertThat(now.heard().instances().values())
                .extracting(Held::listeners)
                .containsExactly(3, 3);
        assertThat(now.heard().probes().missed()).isZero();
    }

    @Test
    void theLastFiguresStayAndTheStockIsGivenBack() {
        listening.open(site -> plan(site, true));
        await().until(() -> figures().heard().probes().published() >= 1);
        listening.end();

        assertThat(listening.underWayProperty().get()).isFalse();
        assertThat(figures().heard().probes().published()).isPositive();
        assertThat(models.stack().fakeNginx().events().stock()).isEqualTo(FakeEvents.STOCK);
    }

    @Test
    void theyEndWithTheStack() {
        listening.open(site -> plan(site, false));
        await().until(() -> figures().heard().open() == 6);
        models.active().stop(() -> {});

        await().until(() -> !listening.underWayProperty().get());
    }

    @Test
    void whatCantBeListenedToIsSaid() {
        listening.open(_ -> {
            throw new InvalidPlanException("No such address.");
        });

        assertThat(listening.problemProperty().get()).isEqualTo("No such address.");
        assertThat(listening.underWayProperty().get()).isFalse();
    }

    private ListenFigures figures() {
        listening.tick();
        return Objects.requireNonNull(listening.figuresProperty().get());
    }

    private static ListenPlan plan(NginxSite site, boolean probing) {
        return new ListenPlan(
                site.entry(),
                6,
                ClientPools.thisMachine(),
                probing
                        ? Optional.of(
                                ProbePlan.pastTheBalancer(
                                        site.entry(),
                                        site.instanceIds().values(),
                                        site.token(),
                                        Duration.ofMillis(20)))
                        : Optional.empty());
    }
}
