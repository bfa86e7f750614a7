package io.lblab.ui.traffic;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.Interval;
import io.lblab.ui.chart.ChartStyle;
import io.lblab.ui.fx.Filled;
import io.lblab.ui.theme.Palette;
import java.awt.BasicStroke;
import java.awt.Color;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.scene.layout.Region;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.fx.ChartCanvas;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYDifferenceRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/// A figure of every second of a run: a line over its area.
final class SecondsChart {

    /// Seconds that make a curve; fewer are told by their figures.
    static final int FEWEST = 3;

    private static final BasicStroke LINE = new BasicStroke(2f);
    private static final Color CLEAR = new Color(0, 0, 0, 0);
    private static final int PALE = 40;
    private static final double ROOM_ABOVE = 1.15;

    private final ToDoubleFunction<Interval> figure;
    private final NumberAxis seconds = new NumberAxis();
    private final NumberAxis values = new NumberAxis();
    private final XYDifferenceRenderer line = new XYDifferenceRenderer();
    private final XYPlot plot;
    private final ChartCanvas canvas;
    private final Filled node;
    private final ChartStyle style;

    /// @param name for people who hear the window
    SecondsChart(
            ChartStyle style,
            Palette palette,
            NumberFormat numbers,
            String id,
            String name,
            ToDoubleFunction<Interval> figure) {
        this.style = style;
        this.figure = figure;
        seconds.setNumberFormatOverride(new DecimalFormat("0 s"));
        seconds.setAutoRange(false);
        seconds.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        values.setAutoRange(false);
        values.setNumberFormatOverride(numbers);
        line.setSeriesStroke(0, LINE);
        line.setSeriesPaint(1, CLEAR);
        plot = new XYPlot(new XYSeriesCollection(), seconds, values, line);
        canvas = style.canvas(plot, id, new RectangleInsets(8, 0, 0, 16));
        canvas.setAccessibleText(name);
        node = new Filled(canvas);
        setPalette(palette);
    }

    Region node() {
        return node;
    }

    void setPalette(Palette palette) {
        style.axis(seconds, palette);
        style.axis(values, palette);
        Color accent = ChartStyle.awt(palette.accent());
        Color pale = new Color(accent.getRed(), accent.getGreen(), accent.getBlue(), PALE);
        line.setSeriesPaint(0, accent);
        line.setPositivePaint(pale);
        line.setNegativePaint(pale);
        plot.setRangeGridlinePaint(ChartStyle.awt(palette.line()));
    }

    /// Draws the seconds that are over.
    void show(DistributionSnapshot run) {
        XYSeries series = new XYSeries("figure");
        XYSeries ground = new XYSeries("ground");
        double highest = 0;
        double end = run.elapsed().toNanos() / 1e9;
        for (Interval interval : over(run)) {
            double at = (interval.at().toNanos() + interval.width().toNanos() / 2.0) / 1e9;
            double value = figure.applyAsDouble(interval);
            if (!Double.isNaN(value)) {
                series.add(at, value);
                ground.add(at, 0);
                highest = Math.max(highest, value);
            }
        }
        canvas.getChart().setNotify(false);
        seconds.setRange(0, Math.max(1, end));
        values.setRange(0, highest == 0 ? 1 : highest * ROOM_ABOVE);
        XYSeriesCollection data = new XYSeriesCollection();
        data.addSeries(series);
        data.addSeries(ground);
        plot.setDataset(data);
        canvas.getChart().setNotify(true);
    }

    /// The last one is still being filled, or was cut short by the run's end.
    static List<Interval> over(DistributionSnapshot run) {
        List<Interval> all = run.intervals();
        return all.isEmpty() ? all : all.subList(0, all.size() - 1);
    }
}
