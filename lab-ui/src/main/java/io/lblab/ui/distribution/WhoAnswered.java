package io.lblab.ui.distribution;

import io.lblab.ui.chart.ChartStyle;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Palette;
import javafx.geometry.Insets;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// Bars and their figures, row beside row: what was observed, and what the forecast says.
final class WhoAnswered extends HBox {

    private static final double ROW = 38;

    private final SharesChart bars;
    private final CountTable figures;

    WhoAnswered(ChartStyle style, Palette palette, Texts texts) {
        super(22);
        bars = new SharesChart(style, palette);
        figures = new CountTable(texts, ROW);
        HBox.setHgrow(bars.node(), Priority.ALWAYS);
        HBox.setMargin(bars.node(), new Insets(CountTable.HEAD, 0, 0, 0));
        getChildren().addAll(bars.node(), figures);
    }

    void setPalette(Palette palette) {
        bars.setPalette(palette);
    }

    void show(RunFigures run) {
        show(run, SharesChart.longest(run));
    }

    /// @param longest the share that fills the width
    void show(RunFigures run, double longest) {
        double height = ROW * Math.max(1, run.snapshot().instances().size());
        bars.node().setMinHeight(height);
        bars.node().setPrefHeight(height);
        bars.node().setMaxHeight(height);
        bars.show(run, longest, figures.describe(run));
        figures.show(run);
    }
}
