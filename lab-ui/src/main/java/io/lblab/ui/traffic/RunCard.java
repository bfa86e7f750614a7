package io.lblab.ui.traffic;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.threshold.Threshold.Outcome;
import io.lblab.traffic.Load;
import io.lblab.ui.fx.Buttons;
import io.lblab.ui.model.LiveRates;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.text.Numbers;
import io.lblab.ui.text.Texts;
import java.time.Duration;
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
import org.kordamp.ikonli.javafx.FontIcon;

/// The run under way or the last one: progress, rate, latency, errors by kind.
final class RunCard extends VBox {

    private final Texts texts;
    private final Label done = figure("run-done");
    private final Label of = new Label();
    private final ProgressBar bar = new ProgressBar(0);
    private final Label rateName = new Label();
    private final Label rate = figure("run-rate");
    private final Label inFlight = figure("run-in-flight");
    private final Label p50 = figure("run-p50");
    private final Label p99 = figure("run-p99");
    private final Label errors = figure("run-errors");
    private final Label elapsed = figure("run-elapsed");
    private final GridPane kinds = new GridPane(16, 4);
    private final VBox bounds = new VBox(4);
    private final Label hint;
    private final VBox figures;
    private @Nullable RunFigures drawn;

    RunCard(Texts texts, Runnable seeDistribution) {
        this.texts = texts;
        rateName.getStyleClass().add("figure-name");
        rateName.setMinWidth(USE_PREF_SIZE);
        getStyleClass().add("run-card");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setId("run-bar");
        bar.getStyleClass().add("run-bar");
        bar.setAccessibleText(texts.get("run.progress"));
        of.getStyleClass().add("muted");
        of.setId("run-of");
        of.setWrapText(true);
        of.setMinHeight(USE_PREF_SIZE);
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
                new VBox(rateName, rate),
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
        bounds.getStyleClass().add("bounds");
        figures = new VBox(14, progress, bar, grid, bounds, kinds, gap, actions);
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
        rateName.setText(rateName(run));
        done.setText(numbers.count(run.finished()));
        // How many an open model makes is known about.
        boolean complete =
                run.plan().load() instanceof Load.Open
                        ? run.report().cancelled() == 0
                        : run.finished() >= run.plan().requests();
        boolean about =
                run.plan().load() instanceof Load.Open open
                        && open.arrivals() == Load.Arrivals.POISSON;
        String asked = (about ? "≈ " : "") + numbers.count(run.plan().requests());
        of.setText(
                run.running()
                        ? texts.get("run.of", asked) + timeLeft(run)
                        : texts.get(complete ? "run.ended" : "run.stopped", asked));
        bar.setProgress(run.progress());
        rate.setText(numbers.rate(run.running() ? rates.total() : now.rate()));
        inFlight.setText(numbers.count(run.inFlight()));
        elapsed.setText(numbers.duration(now.elapsed()));
        p50.setText(numbers.millis(now.p50Millis()));
        p99.setText(numbers.millis(now.p99Millis()));
        errors.setText(numbers.count(now.errors()));
        errors.pseudoClassStateChanged(
                javafx.css.PseudoClass.getPseudoClass("bad"), now.errors() > 0);
        showKinds(run);
        showBounds(run);
    }

    /// `req/s`, or `req/s of 500 asked` in an open model.
    private String rateName(RunFigures run) {
        return run.running() && run.plan().load() instanceof Load.Open open
                ? texts.get(
                        "run.rateAsked",
                        texts.numbers().rate(open.rateAt(run.snapshot().elapsed())))
                : texts.get("run.rate");
    }

    /// ` · 12 s left`; empty as long as nothing can be said.
    private String timeLeft(RunFigures run) {
        double gone = run.snapshot().elapsed().toNanos() / 1e9;
        double part = run.progress();
        double left =
                run.plan()
                        .time()
                        .map(time -> time.toNanos() / 1e9 - gone)
                        .orElse(part < 0.02 ? Double.NaN : gone / part - gone);
        return Double.isNaN(left)
                ? ""
                : " · "
                        + texts.get(
                                "run.left",
                                texts.numbers()
                                        .duration(
                                                Duration.ofSeconds(Math.max(0, Math.round(left)))));
    }

    /// What the run is held to, each with what there is so far.
    private void showBounds(RunFigures run) {
        bounds.getChildren().clear();
        for (Outcome outcome : run.bounds()) {
            Label words = new Label(outcome.threshold() + ": " + outcome.found());
            words.setWrapText(true);
            words.setMinHeight(USE_PREF_SIZE);
            words.setGraphic(new FontIcon(outcome.held() ? Feather.CHECK : Feather.X));
            words.getStyleClass().add(outcome.held() ? "bound-kept" : "bound-broken");
            bounds.getChildren().add(words);
        }
    }

    private void showKinds(RunFigures run) {
        DistributionSnapshot now = run.snapshot();
        Map<String, Long> lines = new TreeMap<>();
        now.byStatus()
                .forEach((status, count) -> {
                    long nginx = now.nginxErrors().getOrDefault(status, 0L);
                    if (nginx > 0) {
                        lines.put(texts.get("run.statusNginx", status), nginx);
                    }
                    if (status >= 400 && count > nginx) {
                        lines.put(texts.get("run.status", status), count - nginx);
                    }
                });
        lines.putAll(now.failures());
        if (now.resent() > 0) {
            lines.put(texts.get("run.resent"), now.resent());
        }
        if (now.late() > 0) {
            lines.put(
                    texts.get(now.isLimitedByGenerator() ? "run.generator" : "run.late"),
                    now.late());
        }
        kinds.getChildren().clear();
        int row = 0;
        for (Map.Entry<String, Long> line : lines.entrySet()) {
            Label count = new Label(texts.numbers().count(line.getValue()));
            count.getStyleClass().add("strong");
            count.setMinWidth(USE_PREF_SIZE);
            Label kind = new Label(line.getKey());
            kind.setWrapText(true);
            kind.setMinHeight(USE_PREF_SIZE);
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
