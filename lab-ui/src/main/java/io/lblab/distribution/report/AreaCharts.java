package io.lblab.distribution.report;

import io.lblab.distribution.Counts;
import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.DistributionSnapshot.Marker;
import io.lblab.distribution.InstanceCount;
import io.lblab.distribution.Timeline;
import io.lblab.distribution.report.ReportPage.AreaChart;
import io.lblab.distribution.report.ReportPage.AreaChart.Area;
import io.lblab.distribution.report.ReportPage.AreaChart.Line;
import io.lblab.distribution.report.ReportPage.AreaChart.Mark;
import io.lblab.distribution.report.ReportPage.AreaChart.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Draws shares over time: a column for every slice, its instances on top of one another. Nothing
/// is smoothed, and a slice without an answer stays empty.
final class AreaCharts {

    private static final double LABEL_DISTANCE = 17;
    private static final double CHARACTER = 7.2;
    private static final int MARK_ROWS = 3;
    private static final int ROW = 17;

    private AreaCharts() {}

    static AreaChart of(RunReport report) {
        DistributionSnapshot run = report.run();
        Timeline timeline = withoutStump(run.timeline());
        int slices = Math.max(1, timeline.slices().size());
        double seconds = slices * timeline.width().toNanos() / 1e9;
        List<Mark> marks = marks(run, seconds);
        int rows = marks.stream().mapToInt(mark -> mark.row() + 1).max().orElse(0);
        return new AreaChart(
                12 + (rows == 0 ? 0 : 8 + ROW * rows),
                areas(run, timeline.slices()),
                asked(report),
                ticks(seconds),
                marks,
                "share per " + Words.slice(timeline.width()));
    }

    /// A last slice that the run's end cut short holds too few answers for shares: it goes to the
    /// one before.
    private static Timeline withoutStump(Timeline timeline) {
        List<Counts> slices = timeline.slices();
        int last = slices.size() - 1;
        if (last < 1 || slices.get(last).total() * 4 >= slices.get(last - 1).total()) {
            return timeline;
        }
        List<Counts> shorter = new ArrayList<>(slices.subList(0, last - 1));
        shorter.add(slices.get(last - 1).plus(slices.get(last)));
        return new Timeline(timeline.width(), shorter);
    }

    private static List<Area> areas(DistributionSnapshot run, List<Counts> slices) {
        List<InstanceCount> instances = run.instances();
        double columnWidth = (double) AreaChart.WIDTH / Math.max(1, slices.size());
        List<StringBuilder> paths = instances.stream().map(_ -> new StringBuilder()).toList();
        for (int s = 0; s < slices.size(); s++) {
            Counts slice = slices.get(s);
            double total = slice.total();
            long below = 0;
            for (int i = 0; i < instances.size(); i++) {
                long count = slice.get(i);
                if (count > 0) {
                    double bottom = AreaChart.HEIGHT * (1 - below / total);
                    double top = AreaChart.HEIGHT * (1 - (below + count) / total);
                    paths.get(i)
                            .append(
                                    String.format(
                                            Locale.ROOT,
                                            "M%.1f %.1fH%.1fV%.1fH%.1fZ",
                                            s * columnWidth,
                                            bottom,
                                            (s + 1) * columnWidth,
                                            top,
                                            s * columnWidth));
                    below += count;
                }
            }
        }
        List<Area> areas = new ArrayList<>();
        double below = 0;
        double lastLabel = Double.MAX_VALUE;
        for (int i = 0; i < instances.size(); i++) {
            InstanceCount instance = instances.get(i);
            if (instance.count() > 0) {
                double middle = AreaChart.HEIGHT * (1 - below - instance.share() / 2) + 5;
                lastLabel = Math.min(middle, lastLabel - LABEL_DISTANCE);
                areas.add(
                        new Area(
                                ReportPages.colour(i, instance),
                                paths.get(i).toString(),
                                instance.server(),
                                lastLabel));
                below += instance.share();
            }
        }
        return areas;
    }

    private static List<Line> asked(RunReport report) {
        List<Line> lines = new ArrayList<>();
        double below = 0;
        for (int i = 0; i < report.run().instances().size(); i++) {
            if (!Double.isNaN(report.expectedShareAmongServers(i))) {
                below += report.expectedShareAmongServers(i);
                if (below < 1 - 1e-9) {
                    lines.add(new Line(AreaChart.HEIGHT * (1 - below)));
                }
            }
        }
        return lines;
    }

    /// Five or so round moments.
    private static List<Tick> ticks(double seconds) {
        double step = 0.1;
        for (int i = 0; seconds / step > 6; i++) {
            step *= i % 3 == 1 ? 2.5 : 2;
        }
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i * step <= seconds + 1e-9; i++) {
            double at = i * step;
            String text =
                    step < 1
                            ? String.format(Locale.ROOT, "%.1f s", at)
                            : String.format(Locale.ROOT, "%.0f s", at);
            ticks.add(new Tick(AreaChart.WIDTH * at / seconds, text));
        }
        return ticks;
    }

    private static List<Mark> marks(DistributionSnapshot run, double seconds) {
        List<Mark> marks = new ArrayList<>();
        double[] freeFrom = new double[MARK_ROWS];
        for (Marker marker : run.markers()) {
            double x =
                    Math.min(
                            AreaChart.WIDTH,
                            AreaChart.WIDTH * marker.at().toNanos() / 1e9 / seconds);
            double width = marker.text().length() * CHARACTER;
            boolean toTheLeft = x + width > AreaChart.WIDTH;
            double from = toTheLeft ? x - width : x;
            int row = 0;
            while (row < MARK_ROWS - 1 && from < freeFrom[row]) {
                row++;
            }
            freeFrom[row] = from + width + CHARACTER;
            marks.add(new Mark(x, row, toTheLeft ? "end" : "start", marker.text()));
        }
        return marks;
    }
}
