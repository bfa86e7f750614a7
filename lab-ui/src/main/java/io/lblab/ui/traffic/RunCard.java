package io.lblab.ui.traffic;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.Interval;
import io.lblab.distribution.threshold.Threshold.Outcome;
import io.lblab.traffic.Load;
import io.lblab.ui.chart.ChartStyle;
import io.lblab.ui.fx.Buttons;
import io.lblab.ui.model.LiveRates;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.text.Numbers;
import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Theme;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The run under way or the last one: progress, rate, latency, errors by kind.
final class RunCard extends VBox {

    private static final double CHART_LEAST = 60;
    private static final double CHART_MOST = 220;

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
    private final SecondsChart rates;
    private final SecondsChart latencies;
    private final VBox charts;
    private final Label hint;
    private final VBox figures;
    private @Nullable RunFigures drawn;
    private List<Interval> charted = List.of();

    RunCard(Texts texts, Theme theme, Runnable seeDistribution) {
        this.texts = texts;
        ChartStyle style = new ChartStyle();
        rates =
                new SecondsChart(
                        style,
                        theme.palette(),
                        texts.numbers().axis(),
                        "rate-chart",
                        texts.get("run.ratePerSecond"),
                        Interval::rate);
        latencies =
                new SecondsChart(
                        style,
                        theme.palette(),
                        texts.numbers().axis(),
                        "latency-chart",
                        texts.get("run.p99PerSecond"),
                        interval -> interval.latency().p99());
        theme.schemeProperty()
                .subscribe(_ -> {
                    rates.setPalette(theme.palette());
                    latencies.setPalette(theme.palette());
                    redrawCharts();
                });
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
        charts =
                new VBox(
                        6,
                        name("run.ratePerSecond"),
                        rates.node(),
                        name("run.p99PerSecond"),
                        latencies.node());
        for (SecondsChart chart : List.of(rates, latencies)) {
            chart.node().setMinHeight(CHART_LEAST);
            chart.node().setPrefHeight(CHART_LEAST);
            chart.node().setMaxHeight(CHART_MOST);
            VBox.setVgrow(chart.node(), Priority.ALWAYS);
        }
        charts.setVisible(false);
        VBox.setVgrow(charts, Priority.ALWAYS);
        HBox actions =
                new HBox(
                        Buttons.plain(
                                "see-distribution",
                                texts.get("run.see"),
                                Feather.BAR_CHART_2,
                                seeDistribution));
        bounds.getStyleClass().add("bounds");
        figures = new VBox(14, progress, bar, grid, bounds, kinds, charts, actions);
        VBox.setVgrow(figures, Priority.ALWAYS);
        hint = new Label(texts.get("run.none"));
        hint.getStyleClass().add("empty-text");
        hint.setWrapText(true);
        hint.setMinHeight(USE_PREF_SIZE);
        getChildren().add(hint);
    }

    void show(@Nullable RunFigures run, LiveRates live) {
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
        of.setText(ofWhat(run));
        bar.setProgress(run.progress());
        rate.setText(numbers.rate(run.running() ? live.total() : now.rate()));
        inFlight.setText(numbers.count(run.inFlight()));
        elapsed.setText(numbers.duration(now.elapsed()));
        p50.setText(numbers.millis(now.p50Millis()));
        p99.setText(numbers.millis(now.p99Millis()));
        errors.setText(numbers.count(now.errors()));
        errors.pseudoClassStateChanged(
                javafx.css.PseudoClass.getPseudoClass("bad"), now.errors() > 0);
        showKinds(run);
        showBounds(run);
        showCharts(now);
    }

    /// `of 10,000 requests · 3 s left`; `requests in 30 s · finished` where the clock decides.
    private String ofWhat(RunFigures run) {
        Optional<Duration> byClock =
                run.plan().requestsForeseen().isPresent() ? Optional.empty() : run.plan().time();
        String asked =
                byClock.map(texts.numbers()::duration)
                        .orElseGet(() -> about(run) + texts.numbers().count(run.plan().requests()));
        String clock = byClock.isPresent() ? "ByClock" : "";
        if (run.running()) {
            return texts.get("run.of" + clock, asked) + timeLeft(run);
        }
        // How many an open model makes is known about, and of a closed one by the clock not at all.
        boolean counted = byClock.isEmpty() && run.plan().load() instanceof Load.Closed;
        boolean complete =
                counted ? run.finished() >= run.plan().requests() : run.report().cancelled() == 0;
        return texts.get((complete ? "run.ended" : "run.stopped") + clock, asked);
    }

    private static String about(RunFigures run) {
        return run.plan().load() instanceof Load.Open open
                        && open.arrivals() == Load.Arrivals.POISSON
                ? "≈ "
                : "";
    }

    private void showCharts(DistributionSnapshot now) {
        boolean enough = SecondsChart.over(now).size() >= SecondsChart.FEWEST;
        charts.setVisible(enough);
        if (enough && !now.intervals().equals(charted)) {
            charted = now.intervals();
            rates.show(now);
            latencies.show(now);
        }
    }

    private void redrawCharts() {
        charted = List.of();
        RunFigures shown = drawn;
        if (shown != null) {
            showCharts(shown.snapshot());
        }
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
        for (Outcome outcome : run.report().outcomes()) {
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
        return new VBox(name(key), figure);
    }

    private Label name(String key) {
        Label name = new Label(texts.get(key));
        name.getStyleClass().add("figure-name");
        name.setMinWidth(USE_PREF_SIZE);
        name.setMinHeight(USE_PREF_SIZE);
        return name;
    }

    private static Label figure(String id) {
        Label figure = new Label("–");
        figure.setId(id);
        figure.getStyleClass().add("figure");
        figure.setMinWidth(USE_PREF_SIZE);
        return figure;
    }
}
