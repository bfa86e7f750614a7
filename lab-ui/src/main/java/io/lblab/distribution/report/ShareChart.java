package io.lblab.distribution.report;

import io.lblab.distribution.InstanceCount;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.CategoryItemRendererState;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;

/// Shares of instances as flat horizontal bars with their figures beside them, the forecast as a
/// dashed line. On white, in logical pixels.
final class ShareChart {

    static final int BAR_ROW = 74;

    private static final int BAR = 44;
    private static final int NAMES = 124;
    private static final Color INK = new Color(0x17202B);
    private static final Color MUTED = new Color(0x5F6B7A);
    private static final Font NAME = new Font(Font.SANS_SERIF, Font.BOLD, 19);
    private static final Font FIGURE = new Font(Font.SANS_SERIF, Font.BOLD, 20);
    private static final Font DETAIL = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
    private static final Stroke DASHED =
            new BasicStroke(
                    2f,
                    BasicStroke.CAP_BUTT,
                    BasicStroke.JOIN_MITER,
                    10f,
                    new float[] {5f, 4f},
                    0f);

    private final RunReport report;
    private final List<InstanceCount> shown;
    private final double scaleEnd;

    /// @param scaleEnd the share at the right end of the scale, labels included
    ShareChart(RunReport report, double scaleEnd) {
        this.report = report;
        this.scaleEnd = scaleEnd;
        shown = shown(report);
    }

    /// The instances with a bar: all of the upstream, and what else answered.
    static List<InstanceCount> shown(RunReport report) {
        int servers = report.upstream().servers().size();
        return report.run().instances().stream()
                .filter(instance ->
                        report.run().instances().indexOf(instance) < servers
                                || instance.count() > 0)
                .toList();
    }

    int height() {
        return shown.size() * BAR_ROW;
    }

    /// @param width that it will be drawn with
    JFreeChart chart(int width) {
        DefaultCategoryDataset shares = new DefaultCategoryDataset();
        for (int i = 0; i < shown.size(); i++) {
            shares.addValue(shown.get(i).share(), "share", Integer.valueOf(i));
        }
        CategoryAxis names = new CategoryAxis();
        names.setVisible(false);
        double gap = (double) (BAR_ROW - BAR) / height();
        names.setLowerMargin(gap / 2);
        names.setUpperMargin(gap / 2);
        names.setCategoryMargin(gap * (shown.size() - 1));
        NumberAxis scale = new NumberAxis();
        scale.setVisible(false);
        // The names stand inside the plot, left of zero: a renderer is clipped to it.
        scale.setRange(-scaleEnd * NAMES / (width - NAMES), scaleEnd);
        CategoryPlot plot = new CategoryPlot(shares, names, scale, new Bars());
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinesVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        JFreeChart chart = new JFreeChart(null, null, plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        return chart;
    }

    private final class Bars extends BarRenderer {

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
            InstanceCount instance = shown.get(column);
            int index = report.run().instances().indexOf(instance);
            double height = state.getBarWidth();
            double top =
                    names.getCategoryMiddle(
                                    column, data.getColumnCount(), area, plot.getDomainAxisEdge())
                            - height / 2;
            double left = scale.valueToJava2D(0, area, plot.getRangeAxisEdge());
            double end = scale.valueToJava2D(instance.share(), area, plot.getRangeAxisEdge());
            g.setPaint(Color.decode(InstanceColours.light(index, instance)));
            g.fill(new RoundRectangle2D.Double(left, top, Math.max(1.5, end - left), height, 5, 5));

            double labels = end;
            double expected = report.expectedShare(index);
            if (!Double.isNaN(expected)) {
                double asked = scale.valueToJava2D(expected, area, plot.getRangeAxisEdge());
                g.setPaint(INK);
                g.setStroke(DASHED);
                g.draw(new Line2D.Double(asked, top - 6, asked, top + height + 6));
                labels = Math.max(labels, asked);
            }
            float middle = (float) (top + height / 2);
            text(g, FIGURE, INK, Words.number(instance.count()), labels + 14, middle - 3);
            text(g, DETAIL, MUTED, Words.share(report, index), labels + 14, middle + 17);
            text(g, NAME, INK, instance.server(), left - NAMES, middle - 3);
            text(
                    g,
                    DETAIL,
                    MUTED,
                    Words.role(instance, index, report.upstream()),
                    left - NAMES,
                    middle + 17);
        }

        private void text(Graphics2D g, Font font, Color colour, String text, double x, double y) {
            g.setFont(font);
            g.setPaint(colour);
            g.drawString(text, (float) x, (float) y);
        }
    }
}
