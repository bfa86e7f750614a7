package io.lblab.ui.traffic;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.traffic.Load;
import io.lblab.ui.fx.Buttons;
import io.lblab.ui.model.LiveRates;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.text.Numbers;
import io.lblab.ui.text.Texts;
import java.util.Map;
import java.util.TreeMap;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The run under way or the last one: progress, rate, latency, errors by kind.
final class RunCard extends VBox {

    private final Texts texts;
    private final Label done = figure("run-done");
    private final Label of = new Label();
    private final ProgressBar bar = new ProgressBar(0);
    private final Label rate = figure("run-rate");
    private final Label inFlight = figure("run-in-flight");
    private final Label p50 = figure("run-p50");
    private final Label p99 = figure("run-p99");
    private final Label errors = figure("run-errors");
    private final Label elapsed = figure("run-elapsed");
    private final GridPane kinds = new GridPane(16, 4);
    private final Label hint;
    private final VBox figures;
    private @Nullable RunFigures drawn;

    RunCard(Texts texts, Runnable seeDistribution) {
        this.texts = texts;
        getStyleClass().add("run-card");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setId("run-bar");
        bar.getStyleClass().add("run-bar");
        bar.setAccessibleText(texts.get("run.progress"));
        of.getStyleClass().add("muted");
        done.getStyleClass().add("figure-large");
        HBox progress = new HBox(8, done, of);
        progress.getStyleClass().add("baseline");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("figure-grid");
        for (int i = 0; i < 3; i++) {
            var third = new javafx.scene.layout.ColumnConstraints();
            third.setPercentWidth(100.0 / 3);
            grid.getColumnConstraints().add(third);
        }
        grid.addRow(
                0,
                cell("run.rate", rate),
                cell("run.inFlight", inFlight),
                cell("run.elapsed", elapsed));
        grid.addRow(1, cell("run.p50", p50), cell("run.p99", p99), cell("run.errors", errors));
        kinds.getStyleClass().add("error-kinds");
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        HBox actions =
                new HBox(
                        Buttons.plain(
                                "see-distribution",
                                texts.get("run.see"),
                                Feather.BAR_CHART_2,
                                seeDistribution));
        figures = new VBox(14, progress, bar, grid, kinds, gap, actions);
        VBox.setVgrow(figures, Priority.ALWAYS);
        hint = new Label(texts.get("run.none"));
        hint.getStyleClass().add("empty-text");
        hint.setWrapText(true);
        hint.setMinHeight(USE_PREF_SIZE);
        getChildren().add(hint);
    }

    void show(@Nullable RunFigures run, LiveRates rates) {
        if (run == null || run.equals(drawn)) {
            return;
        }
        if (drawn == null) {
            getChildren().setAll(figures);
        }
        drawn = run;
        Numbers numbers = texts.numbers();
        DistributionSnapshot now = run.snapshot();
        done.setText(numbers.count(run.finished()));
        // How many an open model makes is known about.
        boolean complete =
                run.plan().load() instanceof Load.Open
                        ? run.report().cancelled() == 0
                        : run.finished() >= run.plan().requests();
        of.setText(
                texts.get(
                        run.running() ? "run.of" : complete ? "run.ended" : "run.stopped",
                        numbers.count(run.plan().requests())));
        bar.setProgress(run.progress());
        rate.setText(numbers.rate(run.running() ? rates.total() : now.rate()));
        inFlight.setText(numbers.count(run.inFlight()));
        elapsed.setText(numbers.duration(now.elapsed()));
        p50.setText(numbers.millis(now.p50Millis()));
        p99.setText(numbers.millis(now.p99Millis()));
        errors.setText(numbers.count(now.errors()));
        errors.pseudoClassStateChanged(
                javafx.css.PseudoClass.getPseudoClass("bad"), now.errors() > 0);
        showKinds(now);
    }

    private void showKinds(DistributionSnapshot now) {
        Map<String, Long> lines = new TreeMap<>();
        now.byStatus()
                .forEach((status, count) -> {
                    if (status >= 400) {
                        lines.put(texts.get("run.status", status), count);
                    }
                });
        lines.putAll(now.failures());
        if (now.resent() > 0) {
            lines.put(texts.get("run.resent"), now.resent());
        }
        kinds.getChildren().clear();
        int row = 0;
        for (Map.Entry<String, Long> line : lines.entrySet()) {
            Label count = new Label(texts.numbers().count(line.getValue()));
            count.getStyleClass().add("strong");
            Label kind = new Label(line.getKey());
            kind.setWrapText(true);
            kinds.addRow(row++, count, kind);
        }
    }

    private Node cell(String key, Label figure) {
        Label name = new Label(texts.get(key));
        name.getStyleClass().add("figure-name");
        name.setMinWidth(USE_PREF_SIZE);
        return new VBox(name, figure);
    }

    private static Label figure(String id) {
        Label figure = new Label("–");
        figure.setId(id);
        figure.getStyleClass().add("figure");
        figure.setMinWidth(USE_PREF_SIZE);
        return figure;
    }
}
