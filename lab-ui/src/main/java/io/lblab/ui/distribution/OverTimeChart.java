package io.lblab.ui.distribution;

import io.lblab.distribution.Counts;
import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.DistributionSnapshot.Marker;
import io.lblab.distribution.InstanceCount;
import io.lblab.distribution.Timeline;
import io.lblab.ui.chart.ChartStyle;
import io.lblab.ui.fx.Filled;
import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Palette;
import java.awt.Color;
import java.text.DecimalFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Region;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.fx.ChartCanvas;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StackedXYAreaRenderer2;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.DefaultTableXYDataset;
import org.jfree.data.xy.XYSeries;

/// Each instance's share of every second of the run, stacked; what happened stands as lines.
final class OverTimeChart {

    private static final double TOP = 1.06;
    private static final double TOP_WITH_MARKERS = 1.2;
    private static final double LABEL_ROOM = 0.1;
    private static final double CLOSE = 0.2;

    /// Of the axis; beside a run that ends before, its names stand behind it.
    private static final double ROOM_FOR_NAMES = 0.5;

    private static final int POINTS = 60;

    private final ChartStyle style;
    private final NumberAxis seconds = new NumberAxis();
    private final NumberAxis shares = new NumberAxis();
    private final StackedXYAreaRenderer2 areas = new StackedXYAreaRenderer2();
    private final XYPlot plot;
    private final ChartCanvas canvas;
    private final Filled node;
    private Palette palette;
    private Timeline shownTimeline = new Timeline(Duration.ofSeconds(1), List.of());
    private List<Marker> shownMarkers = List.of();

    OverTimeChart(ChartStyle style, Palette palette, Texts texts) {
        this.style = style;
        this.palette = palette;
        seconds.setNumberFormatOverride(new DecimalFormat("0 s"));
        seconds.setAutoRange(false);
        seconds.setTickLabelInsets(new RectangleInsets(4, 2, 2, 2));
        shares.setRange(0, TOP);
        shares.setTickUnit(new NumberTickUnit(0.25));
        shares.setNumberFormatOverride(new DecimalFormat("0\u202f%"));
        areas.setOutline(false);
        plot = new XYPlot(new DefaultTableXYDataset(), seconds, shares, areas);
        plot.setRangeGridlinesVisible(false);
        canvas = style.canvas(plot, "over-time-chart", new RectangleInsets(2, 0, 0, 18));
        canvas.setAccessibleText(texts.get("distribution.overTime"));
        node = new Filled(canvas);
        setPalette(palette);
    }

    Region node() {
        return node;
    }

    void setPalette(Palette now) {
        palette = now;
        style.axis(seconds, palette);
        style.axis(shares, palette);
        shownTimeline = new Timeline(Duration.ofSeconds(1), List.of());
    }

    void show(DistributionSnapshot now) {
        show(now, end(now), !now.markers().isEmpty());
    }

    /// @param until where the axis ends, in seconds
    /// @param marked whether there is to be room for markers above
    void show(DistributionSnapshot now, double until, boolean marked) {
        if (now.timeline().equals(shownTimeline)
                && now.markers().equals(shownMarkers)
                && seconds.getUpperBound() == until
                && shares.getUpperBound() == (marked ? TOP_WITH_MARKERS : TOP)) {
            return;
        }
        shownTimeline = now.timeline();
        shownMarkers = now.markers();
        canvas.getChart().setNotify(false);
        plot.clearAnnotations();
        double end = end(now);
        shares.setRange(0, marked ? TOP_WITH_MARKERS : TOP);
        seconds.setRange(0, until);
        seconds.setTickUnit(new NumberTickUnit(unit(until)));
        areas(now, end);
        double last = -1;
        boolean second = false;
        for (Marker marker : now.markers()) {
            double at = marker.at().toNanos() / 1e9;
            second = last >= 0 && at - last < CLOSE * end && !second;
            last = at;
            mark(marker.text(), Math.min(at, end), end, second);
        }
        canvas.getChart().setNotify(true);
    }

    /// In seconds.
    static double end(DistributionSnapshot now) {
        return Math.max(0.02, now.elapsed().toNanos() / 1e9);
    }

    private static double unit(double end) {
        for (double unit : new double[] {0.01, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120}) {
            if (end / unit <= 8) {
                return unit;
            }
        }
        return 300;
    }

    private void areas(DistributionSnapshot now, double end) {
        DefaultTableXYDataset data = new DefaultTableXYDataset();
        List<InstanceCount> instances = now.instances();
        List<Counts> slices = answered(now.timeline(), instances.size());
        double width = now.timeline().width().toNanos() / 1e9 * together(now.timeline());
        double[] lower = new double[1];
        for (int i = 0; i < instances.size(); i++) {
            String name = instances.get(i).server();
            XYSeries series = new XYSeries(name, false, false);
            for (int s = 0; s < slices.size(); s++) {
                double share = share(slices.get(s), i);
                if (s == 0) {
                    series.addOrUpdate(0, share);
                }
                if ((s + 0.5) * width < end) {
                    series.addOrUpdate((s + 0.5) * width, share);
                }
                if (s == slices.size() - 1) {
                    series.addOrUpdate(end, share);
                    label(name, lower, share, end);
                }
            }
            data.addSeries(series);
            areas.setSeriesPaint(i, ChartStyle.awt(palette.of(name)));
        }
        plot.setDataset(data);
        seconds.setNumberFormatOverride(new DecimalFormat(end < 5 ? "0.## s" : "0 s"));
    }

    /// Neighbouring slices added up until there are at most [#POINTS], so that single requests
    /// don't show as teeth; a slice without any answer repeats the one before, at first the one
    /// after.
    private static List<Counts> answered(Timeline timeline, int instances) {
        int together = together(timeline);
        List<Counts> points = new ArrayList<>();
        int waiting = 0;
        for (int from = 0; from + together <= timeline.slices().size(); from += together) {
            long[] sum = new long[instances];
            for (Counts slice : timeline.slices().subList(from, from + together)) {
                for (int i = 0; i < instances; i++) {
                    sum[i] += slice.get(i);
                }
            }
            Counts point = Counts.of(sum);
            if (point.total() == 0) {
                waiting += points.isEmpty() ? 1 : 0;
                points.addAll(points.isEmpty() ? List.of() : List.of(points.getLast()));
                continue;
            }
            while (waiting > 0) {
                points.add(point);
                waiting--;
            }
            points.add(point);
        }
        return points;
    }

    private static int together(Timeline timeline) {
        return Math.max(1, Math.ceilDiv(timeline.slices().size(), POINTS));
    }

    /// Straight into the area, where there is room: no legend to look up.
    private void label(String name, double[] lower, double share, double end) {
        if (share >= LABEL_ROOM) {
            double axis = seconds.getUpperBound();
            boolean inside = end > ROOM_FOR_NAMES * axis;
            XYTextAnnotation label =
                    new XYTextAnnotation(
                            name,
                            inside ? end - 0.015 * axis : end + 0.015 * axis,
                            lower[0] + share / 2);
            label.setTextAnchor(inside ? TextAnchor.CENTER_RIGHT : TextAnchor.CENTER_LEFT);
            label.setFont(style.bold());
            label.setPaint(ChartStyle.awt(inside ? Palette.on(palette.of(name)) : palette.text()));
            plot.addAnnotation(label, false);
        }
        lower[0] += share;
    }

    private static double share(Counts counts, int instance) {
        long total = counts.total();
        return total == 0 ? 0 : (double) counts.get(instance) / total;
    }

    private void mark(String text, double at, double end, boolean secondRow) {
        Color ink = ChartStyle.awt(palette.text());
        // A line ends at its own label, so that it does not cross the label above it.
        double top = secondRow ? 1.09 : 1.18;
        plot.addAnnotation(new XYLineAnnotation(at, 0, at, top, ChartStyle.THIN, ink), false);
        XYTextAnnotation label = new XYTextAnnotation(text, at, secondRow ? 1.055 : 1.14);
        boolean leftHalf = at < end * 0.8;
        label.setTextAnchor(leftHalf ? TextAnchor.CENTER_LEFT : TextAnchor.CENTER_RIGHT);
        label.setX(at + (leftHalf ? 1 : -1) * end * 0.008);
        label.setFont(style.plain());
        label.setPaint(ink);
        plot.addAnnotation(label, false);
    }
}
