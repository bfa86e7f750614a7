package io.lblab.ui.distribution;

import io.lblab.distribution.InstanceCount;
import io.lblab.ui.fx.Filled;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.text.Numbers;
import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Palette;
import java.util.List;
import javafx.scene.layout.Region;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.fx.ChartCanvas;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.renderer.category.LevelRenderer;
import org.jfree.data.category.DefaultCategoryDataset;

/// Who answered: a bar per instance, its configured share as a dashed line.
final class SharesChart {

    /// Room for the words behind the longest bar, in pixels.
    private static final double WORDS = 230;

    private static final double NAMES = 60;

    private final Texts texts;
    private final DefaultCategoryDataset answered = new DefaultCategoryDataset();
    private final DefaultCategoryDataset configured = new DefaultCategoryDataset();
    private final CategoryAxis names = new CategoryAxis();
    private final NumberAxis counts = new NumberAxis();

    /// Keeps the second data set; its line is drawn with the bars.
    private final LevelRenderer levels = new LevelRenderer();

    private final ShareBarRenderer bars;
    private final ChartCanvas canvas;
    private final Filled node;
    private List<InstanceCount> shown = List.of();

    SharesChart(ChartStyle style, Palette palette, Texts texts) {
        this.texts = texts;
        bars = new ShareBarRenderer(style, palette, this::words);
        CategoryPlot plot = new CategoryPlot(answered, names, counts, bars);
        plot.setOrientation(ShareBarRenderer.orientation());
        plot.setDataset(1, configured);
        levels.setSeriesVisible(0, false);
        plot.setRenderer(1, levels);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setRangeGridlinesVisible(false);
        plot.setAxisOffset(org.jfree.chart.ui.RectangleInsets.ZERO_INSETS);
        names.setTickLabelFont(style.bold());
        names.setAxisLineVisible(false);
        names.setTickMarksVisible(false);
        names.setLowerMargin(0.02);
        names.setUpperMargin(0.02);
        names.setCategoryMargin(0.25);
        counts.setVisible(false);
        counts.setAutoRange(false);
        JFreeChart chart = style.chart(plot);
        canvas = new ChartCanvas(chart);
        canvas.setId("shares-chart");
        canvas.setTooltipEnabled(false);
        node = new Filled(canvas, this::fit);
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

    void show(RunFigures run) {
        List<InstanceCount> now = run.snapshot().instances();
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        canvas.getChart().setNotify(false);
        answered.clear();
        configured.clear();
        for (InstanceCount count : now) {
            answered.addValue((double) count.count(), "answered", count.server());
            if (!Double.isNaN(count.configuredShare())) {
                configured.addValue(
                        count.configuredShare() * run.snapshot().total(),
                        "configured",
                        count.server());
            }
        }
        fit();
        canvas.getChart().setNotify(true);
        canvas.setAccessibleText(describe());
    }

    /// Keeps the longest bar short enough for the words behind it.
    private void fit() {
        double longest = 1;
        for (int i = 0; i < answered.getColumnCount(); i++) {
            longest = Math.max(longest, answered.getValue(0, i).doubleValue());
            Number asked = i < configured.getColumnCount() ? configured.getValue(0, i) : null;
            longest = Math.max(longest, asked == null ? 0 : asked.doubleValue());
        }
        double width = Math.max(1, canvas.getWidth() - NAMES);
        counts.setRange(0, longest * width / Math.max(width * 0.3, width - WORDS));
    }

    private ShareBarRenderer.Words words(int column) {
        InstanceCount count = shown.get(column);
        Numbers numbers = texts.numbers();
        String share = numbers.percent(count.share());
        return new ShareBarRenderer.Words(
                numbers.count(count.count()),
                Double.isNaN(count.configuredShare())
                        ? texts.get("distribution.noServer", share)
                        : texts.get(
                                "distribution.share",
                                share,
                                numbers.percent(count.configuredShare())));
    }

    private String describe() {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < shown.size(); i++) {
            ShareBarRenderer.Words bar = words(i);
            words.append(shown.get(i).server())
                    .append(' ')
                    .append(bar.count())
                    .append(", ")
                    .append(bar.shares())
                    .append(". ");
        }
        return words.toString().strip();
    }
}
