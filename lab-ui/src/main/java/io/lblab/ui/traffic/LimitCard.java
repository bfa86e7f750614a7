package io.lblab.ui.traffic;

import io.lblab.distribution.limit.LimitResult;
import io.lblab.distribution.threshold.Threshold.Outcome;
import io.lblab.ui.chart.ChartStyle;
import io.lblab.ui.model.LimitFigures;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.text.Numbers;
import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Theme;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A search for the limit: the highest rate kept so far, how the latency follows the rate, and
/// every run.
final class LimitCard extends VBox {

    private static final double CHART_LEAST = 130;
    private static final double CHART_MOST = 320;

    private final Texts texts;
    private final Label kept = new Label();
    private final Label what = new Label();
    private final ProgressBar bar = new ProgressBar(0);
    private final Label words = new Label();
    private final LimitChart chart;
    private final LimitTable table;
    private final VBox figures;
    private @Nullable LimitFigures drawn;

    LimitCard(Texts texts, Theme theme) {
        this.texts = texts;
        getStyleClass().add("run-card");
        kept.setId("limit-kept");
        kept.getStyleClass().addAll("figure", "figure-large");
        kept.setMinWidth(USE_PREF_SIZE);
        what.getStyleClass().add("muted");
        wrapped(what);
        HBox headline = new HBox(8, kept, what);
        headline.getStyleClass().add("baseline");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("run-bar");
        bar.setAccessibleText(texts.get("run.progress"));
        words.setId("limit-words");
        wrapped(words);
        chart = new LimitChart(new ChartStyle(), theme.palette(), texts);
        chart.node().setMinHeight(CHART_LEAST);
        chart.node().setPrefHeight(CHART_LEAST);
        chart.node().setMaxHeight(CHART_MOST);
        VBox.setVgrow(chart.node(), Priority.ALWAYS);
        theme.schemeProperty().subscribe(_ -> chart.setPalette(theme.palette()));
        Label chartName = new Label(texts.get("limit.chart"));
        chartName.getStyleClass().add("figure-name");
        table = new LimitTable(texts);
        ScrollPane runs = new ScrollPane(table);
        runs.setFitToWidth(true);
        runs.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        runs.getStyleClass().add("plain-scroll");
        VBox.setVgrow(runs, Priority.ALWAYS);
        VBox picture = new VBox(4, chartName, chart.node());
        VBox.setVgrow(picture, Priority.ALWAYS);
        figures = new VBox(14, headline, bar, words, picture, runs);
        VBox.setVgrow(figures, Priority.ALWAYS);
        Label hint = new Label(texts.get("limit.none"));
        hint.getStyleClass().add("empty-text");
        wrapped(hint);
        getChildren().add(hint);
    }

    /// @param run the one under way, for its progress
    void show(@Nullable LimitFigures now, @Nullable RunFigures run) {
        if (now == null) {
            return;
        }
        bar.setProgress(
                now.trying().isEmpty()
                        ? now.result().filter(LimitCard::isWhole).isPresent() ? 1 : 0
                        : run != null && run.running() ? run.progress() : 0);
        if (now.equals(drawn)) {
            return;
        }
        if (drawn == null) {
            getChildren().setAll(figures);
        }
        drawn = now;
        kept.setText(texts.numbers().rate(now.kept()));
        what.setText(
                texts.get(
                        now.trying().isEmpty()
                                ? "limit.keptAtLast"
                                : now.kept() == 0 ? "limit.nothingKept" : "limit.keptSoFar"));
        words.setText(sentence(now));
        chart.show(now);
        table.show(now.steps());
    }

    private String sentence(LimitFigures now) {
        Numbers numbers = texts.numbers();
        if (now.trying().isPresent()) {
            return texts.get(
                    "limit.trying",
                    numbers.count(now.steps().size() + 1L),
                    numbers.rate(now.trying().getAsDouble()));
        }
        return now.result().map(this::sentence).orElse("");
    }

    private String sentence(LimitResult found) {
        Numbers numbers = texts.numbers();
        String low = numbers.rate(found.kept());
        String high = found.broken().isEmpty() ? "" : numbers.rate(found.broken().getAsDouble());
        String bound = found.brokenBound().map(Outcome::threshold).orElse("");
        return switch (found.ending()) {
            case BOUND_BROKEN -> texts.get("limit.between", low, high, bound);
            case BROKEN_AT_ONCE -> texts.get("limit.tooMany", high, bound);
            case HIGHEST_RATE -> texts.get("limit.highest", low);
            case GENERATOR -> texts.get("limit.generator", high);
            case STOPPED -> texts.get("limit.stopped");
        };
    }

    private static boolean isWhole(LimitResult found) {
        return found.ending() != LimitResult.Ending.STOPPED;
    }

    private static void wrapped(Label label) {
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
    }
}
