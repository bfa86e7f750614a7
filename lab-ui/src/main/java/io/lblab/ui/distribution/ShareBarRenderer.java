package io.lblab.ui.distribution;

import io.lblab.ui.chart.ChartStyle;
import io.lblab.ui.theme.Palette;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.CategoryItemRendererState;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.CategoryDataset;

/// Flat bars, each in the colour of its instance, and a dashed line across where it was expected to
/// end.
final class ShareBarRenderer extends BarRenderer {

    /// A bar lying down.
    static final PlotOrientation ORIENTATION = PlotOrientation.HORIZONTAL;

    private static final double OVERHANG = 6;
    private static final double DASH = 4;
    private static final double DASH_GAP = 3;

    private final transient CategoryDataset expected;
    private transient Palette palette;

    /// @param expected by the number of the bar; null for none
    ShareBarRenderer(Palette palette, CategoryDataset expected) {
        this.palette = palette;
        this.expected = expected;
        setBarPainter(new StandardBarPainter());
        setShadowVisible(false);
        setDrawBarOutline(false);
        setMaximumBarWidth(0.5);
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
    public void drawItem(
            Graphics2D g,
            CategoryItemRendererState state,
            Rectangle2D area,
            CategoryPlot plot,
            CategoryAxis names,
            ValueAxis scale,
            CategoryDataset data,
            int row,
            int column,
            int pass) {
        super.drawItem(g, state, area, plot, names, scale, data, row, column, pass);
        Number asked = column < expected.getColumnCount() ? expected.getValue(0, column) : null;
        if (asked == null) {
            return;
        }
        double x = scale.valueToJava2D(asked.doubleValue(), area, plot.getRangeAxisEdge());
        double middle =
                names.getCategoryMiddle(
                        column, data.getColumnCount(), area, plot.getDomainAxisEdge());
        double half = state.getBarWidth() / 2 + OVERHANG;
        g.setPaint(ChartStyle.awt(palette.text()));
        for (double y = middle - half; y < middle + half; y += DASH + DASH_GAP) {
            g.fill(new Rectangle2D.Double(x - 1, y, 2, Math.min(DASH, middle + half - y)));
        }
    }
}
