package io.lblab.ui.distribution;

import io.lblab.ui.theme.Palette;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.geom.Rectangle2D;
import java.util.function.IntFunction;
import org.jfree.chart.labels.CategoryItemLabelGenerator;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.CategoryDataset;

/// Flat bars, each in the colour of its instance, with its count and its share written behind it.
final class ShareBarRenderer extends BarRenderer {

    private static final double GAP = 12;
    private static final double OVERHANG = 6;
    private static final double DASH = 4;
    private static final double DASH_GAP = 3;

    private final transient Font bold;
    private final transient Font plain;
    private final transient IntFunction<Words> words;
    private transient Palette palette;

    /// What stands behind a bar.
    record Words(String count, String shares) {}

    /// @param words by the number of the bar
    ShareBarRenderer(ChartStyle style, Palette palette, IntFunction<Words> words) {
        this.palette = palette;
        this.words = words;
        bold = style.bold();
        plain = style.plain();
        setBarPainter(new StandardBarPainter());
        setShadowVisible(false);
        setDrawBarOutline(false);
        setMaximumBarWidth(0.3);
        setDefaultItemLabelsVisible(true);
    }

    void setPalette(Palette now) {
        palette = now;
    }

    @Override
    public Paint getItemPaint(int row, int column) {
        return ChartStyle.awt(
                palette.of(String.valueOf(getPlot().getDataset(0).getColumnKey(column))));
    }

    @Override
    protected void drawItemLabel(
            Graphics2D g,
            CategoryDataset data,
            int row,
            int column,
            org.jfree.chart.plot.CategoryPlot plot,
            CategoryItemLabelGenerator generator,
            Rectangle2D bar,
            boolean negative) {
        Words text = words.apply(column);
        double configured = configuredEnd(plot, column, bar);
        g.setPaint(ChartStyle.awt(palette.text()));
        dashed(g, configured, bar);
        float x = (float) (Math.max(bar.getMaxX(), configured) + GAP);
        float y = (float) bar.getCenterY();
        g.setFont(bold);
        g.setPaint(ChartStyle.awt(palette.text()));
        g.drawString(text.count(), x, y - 3);
        g.setFont(plain);
        g.setPaint(ChartStyle.awt(palette.muted()));
        g.drawString(text.shares(), x, y + 14);
    }

    /// The configured share: a dashed line across the bar and a little beyond.
    private static void dashed(Graphics2D g, double x, Rectangle2D bar) {
        double end = bar.getMaxY() + OVERHANG;
        for (double y = bar.getMinY() - OVERHANG; y < end; y += DASH + DASH_GAP) {
            g.fill(new Rectangle2D.Double(x - 1, y, 2, Math.min(DASH, end - y)));
        }
    }

    /// Where the dashed line of the configured share stands: the words keep off it.
    private static double configuredEnd(
            org.jfree.chart.plot.CategoryPlot plot, int column, Rectangle2D bar) {
        Number asked = plot.getDataset(1).getValue(0, column);
        double shown = plot.getRangeAxis().getUpperBound();
        double counted = plot.getDataset(0).getValue(0, column).doubleValue();
        if (asked == null || shown <= 0 || counted <= 0 || bar.getWidth() <= 0) {
            return bar.getMaxX();
        }
        return bar.getMinX() + bar.getWidth() * asked.doubleValue() / counted;
    }

    @Override
    public CategoryItemLabelGenerator getItemLabelGenerator(int row, int column) {
        return new org.jfree.chart.labels.StandardCategoryItemLabelGenerator();
    }

    /// Only ever used lying down.
    static PlotOrientation orientation() {
        return PlotOrientation.HORIZONTAL;
    }
}
