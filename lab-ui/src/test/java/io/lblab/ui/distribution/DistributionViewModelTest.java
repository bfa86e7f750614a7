package io.lblab.ui.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lblab.distribution.report.RunExport;
import io.lblab.traffic.ClientPools;
import io.lblab.ui.fx.Tasks;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.model.RunHistory;
import io.lblab.ui.text.Texts;
import io.lblab.upstream.Strategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionViewModelTest {

    private final RunHistory history = new RunHistory();
    private final StringProperty problem = new SimpleStringProperty("");
    private final DistributionViewModel model =
            new DistributionViewModel(
                    history,
                    (number, then) -> {
                        history.loaded(run(number));
                        then.run();
                    },
                    problem,
                    new Texts(Locale.ENGLISH),
                    new Tasks(Runnable::run, Runnable::run));

    @TempDir Path folder;

    @Test
    void aStoredRunIsReadAndShown() {
        fired(7);
        AtomicInteger redrawn = new AtomicInteger();

        model.showStored(3, redrawn::incrementAndGet);

        assertThat(redrawn).hasValue(1);
        assertThat(shown()).isEqualTo(3);
        model.duelStored(4, redrawn::incrementAndGet);
        assertThat(model.rival().orElseThrow().number()).isEqualTo(4);
        fired(8);
        assertThat(shown()).isEqualTo(8);
    }

    @Test
    void anOlderRunIsShownUntilANewOneBegins() {
        fired(1);
        fired(2);
        assertThat(shown()).isEqualTo(2);

        model.show(1);
        model.tick();
        assertThat(shown()).isEqualTo(1);

        fired(3);
        assertThat(shown()).isEqualTo(3);
    }

    @Test
    void aDuelIsWithAnotherRun() {
        fired(1);
        fired(2);
        assertThat(model.rival()).isEmpty();

        model.duel(1);
        assertThat(model.rival()).map(RunFigures::number).contains(1);

        model.show(1);
        assertThat(model.rival()).isEmpty();
        model.show(2);
        model.endDuel();
        assertThat(model.rival()).isEmpty();
    }

    @Test
    void fiftyRunsAreKeptAndTheirFiguresAreReplacedByNewerOnes() {
        for (int number = 1; number <= RunHistory.KEPT + 5; number++) {
            fired(number);
            fired(number);
        }

        assertThat(history.all()).hasSize(RunHistory.KEPT);
        assertThat(history.ofNumber(5)).isEmpty();
        assertThat(history.ofNumber(6)).isPresent();
        model.show(5);
        assertThat(shown()).as("forgotten").isEqualTo(RunHistory.KEPT + 5);
    }

    @Test
    void whatIsShownIsWrittenAndWhereIsSaid() throws Exception {
        fired(1);
        fired(2);
        model.duel(1);

        model.export(Optional.of(RunExport.Format.JSON), folder.resolve("mine.json"));

        var json = new ObjectMapper().readTree(Files.readString(folder.resolve("mine.json")));
        assertThat(json.at("/runs/0/title").asText()).isEqualTo("Run 2");
        assertThat(json.at("/runs/1/title").asText()).isEqualTo("Run 1");
        assertThat(model.writtenProperty().get())
                .isEqualTo("Written: " + folder.resolve("mine.json"));

        model.export(Optional.empty(), folder.resolve("all"));
        for (RunExport.Format format : RunExport.Format.values()) {
            assertThat(folder.resolve("all").resolve(format.file())).isNotEmptyFile();
        }
    }

    @Test
    void anExportThatFailsIsSaidInASentence() {
        fired(1);

        model.export(Optional.of(RunExport.Format.SVG), folder.resolve("gone/mine.svg"));

        assertThat(problem.get())
                .endsWith(
                        "mine.svg can't be written: there is no such folder. Choose one that exists.");
        assertThat(model.writtenProperty().get()).isEmpty();
    }

    private int shown() {
        return Objects.requireNonNull(model.shown()).number();
    }

    private void fired(int number) {
        history.keep(run(number));
        model.tick();
    }

    private static RunFigures run(int number) {
        return DuelWordsTest.run(
                number, new Strategy.RoundRobin(), 1, 5, 5, ClientPools.thisMachine());
    }
}
