package io.lblab.ui.distribution;

import io.lblab.distribution.InstanceCount;
import io.lblab.ui.chart.ChartStyle;
import io.lblab.ui.fx.Filled;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.theme.Palette;
import java.util.List;
import javafx.scene.layout.Region;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.fx.ChartCanvas;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.data.category.DefaultCategoryDataset;

/// Who answered: a bar per instance as long as its share, and a dashed line where the forecast is,
/// or what its weight asks for where there is none. The figures stand beside it.
final class SharesChart {

    private final DefaultCategoryDataset answered = new DefaultCategoryDataset();
    private final DefaultCategoryDataset expected = new DefaultCategoryDataset();
    private final CategoryAxis names = new CategoryAxis();
    private final NumberAxis shares = new NumberAxis();
    private final ShareBarRenderer bars;
    private final ChartCanvas canvas;
    private final Filled node;
    private List<InstanceCount> shown = List.of();

    SharesChart(ChartStyle style, Palette palette) {
        bars = new ShareBarRenderer(palette, expected);
        CategoryPlot plot = new CategoryPlot(answered, names, shares, bars);
        plot.setOrientation(ShareBarRenderer.ORIENTATION);
        names.setTickLabelFont(style.bold());
        names.setAxisLineVisible(false);
        names.setTickMarksVisible(false);
        names.setLowerMargin(0.02);
        names.setUpperMargin(0.02);
        names.setCategoryMargin(0.25);
        shares.setVisible(false);
        shares.setAutoRange(false);
        canvas = style.canvas(plot, "shares-chart");
        node = new Filled(canvas);
        setPalette(palette);
    }

    Region node() {
        return node;
    }

    void setPalette(Palette palette) {
        bars.setPalette(palette);
        names.setTickLabelPaint(ChartStyle.awt(palette.text()));
        canvas.draw();
    }

    /// The longest share that is to be seen, and the least that looks like one.
    static double longest(RunFigures run) {
        double longest = 0.05;
        for (int i = 0; i < run.snapshot().instances().size(); i++) {
            longest = Math.max(longest, run.snapshot().instances().get(i).share());
            double expected = run.report().expectedShare(i);
            longest = Math.max(longest, Double.isNaN(expected) ? 0 : expected);
        }
        return longest;
    }

    /// @param longest the share that fills the width
    /// @param words what a reader without eyes is told
    void show(RunFigures run, double longest, String words) {
        List<InstanceCount> now = run.snapshot().instances();
        double end = longest * 1.02;
        if (now.equals(shown) && shares.getUpperBound() == end) {
            return;
        }
        shown = now;
        canvas.getChart().setNotify(false);
        answered.clear();
        expected.clear();
        for (int i = 0; i < now.size(); i++) {
            String server = now.get(i).server();
            answered.addValue(now.get(i).share(), "answered", server);
            double share = run.report().expectedShare(i);
            expected.addValue(Double.isNaN(share) ? null : (Number) share, "expected", server);
        }
        shares.setRange(0, end);
        canvas.getChart().setNotify(true);
        canvas.setAccessibleText(words);
    }
}
