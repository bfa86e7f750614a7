package io.lblab.ui.traffic;

import io.lblab.distribution.limit.LimitResult.Step;
import io.lblab.distribution.threshold.LatencyFigure;
import io.lblab.distribution.threshold.Threshold;
import io.lblab.ui.chart.ChartStyle;
import io.lblab.ui.fx.Filled;
import io.lblab.ui.model.LimitFigures;
import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Palette;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import javafx.scene.layout.Region;
import org.jfree.chart.fx.ChartCanvas;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.chart.util.ShapeUtils;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jspecify.annotations.Nullable;

/// How the latency follows the rate in a search for the limit: a dot where every bound was kept, a
/// cross where one broke, and the bound on the p99 as a line. Both axes are logarithmic.
final class LimitChart {

    private static final int LINE = 0;
    private static final int KEPT = 1;
    private static final int BROKEN = 2;
    private static final double ROOM = 1.5;
    private static final Color CLEAR = new Color(0, 0, 0, 0);
    private static final BasicStroke DASHED =
            new BasicStroke(
                    1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 0, new float[] {5, 4}, 0);

    private final ChartStyle style;
    private final Texts texts;
    private final RoundLogAxis rates = new RoundLogAxis();
    private final RoundLogAxis millis = new RoundLogAxis();
    private final XYLineAndShapeRenderer dots = new XYLineAndShapeRenderer();
    private final XYPlot plot;
    private final ChartCanvas canvas;
    private final Filled node;
    private Palette palette;
    private @Nullable LimitFigures shown;

    LimitChart(ChartStyle style, Palette palette, Texts texts) {
        this.style = style;
        this.texts = texts;
        this.palette = palette;
        for (RoundLogAxis axis : List.of(rates, millis)) {
            axis.setNumberFormatOverride(texts.numbers().axis());
            axis.setAutoRange(false);
        }
        dots.setSeriesShapesVisible(LINE, false);
        dots.setSeriesStroke(LINE, ChartStyle.THIN);
        dots.setSeriesLinesVisible(KEPT, false);
        dots.setSeriesShape(KEPT, new Ellipse2D.Double(-4, -4, 8, 8));
        dots.setSeriesLinesVisible(BROKEN, false);
        dots.setSeriesShape(BROKEN, ShapeUtils.createDiagonalCross(4f, 1.2f));
        plot = new XYPlot(new XYSeriesCollection(), rates, millis, dots);
        canvas = style.canvas(plot, "limit-chart", new RectangleInsets(8, 0, 0, 12));
        node = new Filled(canvas);
        setPalette(palette);
    }

    Region node() {
        return node;
    }

    void setPalette(Palette newPalette) {
        palette = newPalette;
        style.axis(rates, palette);
        style.axis(millis, palette);
        dots.setSeriesPaint(LINE, ChartStyle.awt(palette.muted()));
        dots.setSeriesPaint(KEPT, ChartStyle.awt(palette.good()));
        dots.setSeriesPaint(BROKEN, ChartStyle.awt(palette.bad()));
        plot.setRangeGridlinePaint(ChartStyle.awt(palette.line()));
        LimitFigures last = shown;
        if (last != null) {
            show(last);
        }
    }

    void show(LimitFigures now) {
        shown = now;
        List<Step> steps =
                now.steps().stream()
                        .filter(step -> step.run().p99Millis() > 0)
                        .sorted(Comparator.comparingDouble(Step::rate))
                        .toList();
        XYSeriesCollection data = new XYSeriesCollection();
        data.addSeries(series("all", steps));
        data.addSeries(series("kept", steps.stream().filter(Step::isKept).toList()));
        data.addSeries(series("broken", steps.stream().filter(step -> !step.isKept()).toList()));
        canvas.getChart().setNotify(false);
        plot.setDataset(data);
        plot.clearRangeMarkers();
        List<Threshold.Latency> bounds =
                now.plan().bounds().stream()
                        .filter(Threshold.Latency.class::isInstance)
                        .map(Threshold.Latency.class::cast)
                        .filter(bound -> bound.figure() == LatencyFigure.P99)
                        .toList();
        bounds.forEach(bound -> plot.addRangeMarker(marker(bound)));
        scale(now, steps, bounds);
        canvas.getChart().setNotify(true);
        canvas.setAccessibleText(words(steps));
    }

    /// From the first rate to the highest tried, and room for every latency and bound.
    private void scale(LimitFigures now, List<Step> steps, List<Threshold.Latency> bounds) {
        double highest =
                Math.max(
                        now.trying().orElse(0),
                        steps.stream().mapToDouble(Step::rate).max().orElse(now.plan().from()));
        rates.setRange(now.plan().from() / ROOM, highest * ROOM);
        DoubleSummaryStatistics all =
                DoubleStream.concat(
                                steps.stream().mapToDouble(step -> step.run().p99Millis()),
                                bounds.stream().mapToDouble(Threshold.Latency::millis))
                        .summaryStatistics();
        double least = all.getCount() == 0 ? 1 : all.getMin();
        double most = all.getCount() == 0 ? 1 : all.getMax();
        millis.setRange(least / ROOM, most * ROOM);
    }

    private ValueMarker marker(Threshold.Latency bound) {
        Color colour = ChartStyle.awt(palette.muted());
        ValueMarker marker = new ValueMarker(bound.millis(), colour, DASHED);
        marker.setLabel(bound.text());
        marker.setLabelFont(style.plain());
        marker.setLabelPaint(colour);
        marker.setLabelBackgroundColor(CLEAR);
        marker.setLabelAnchor(RectangleAnchor.BOTTOM_LEFT);
        marker.setLabelTextAnchor(TextAnchor.TOP_LEFT);
        return marker;
    }

    /// Where a rate was tried twice, both are drawn.
    private static XYSeries series(String name, List<Step> steps) {
        XYSeries series = new XYSeries(name, true, true);
        steps.forEach(step -> series.add(step.rate(), step.run().p99Millis()));
        return series;
    }

    private String words(List<Step> steps) {
        return steps.stream()
                .map(step ->
                        texts.get(
                                "limit.chartWords",
                                texts.numbers().rate(step.rate()),
                                texts.numbers().millis(step.run().p99Millis()),
                                texts.get(step.isKept() ? "limit.kept" : "limit.chartBroken")))
                .collect(Collectors.joining(". "));
    }
}
