package io.lblab.ui.chart;

import io.lblab.ui.theme.Palette;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.fx.ChartCanvas;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/// How the lab's charts look: flat, no frames, the window's own font and colours.
public final class ChartStyle {

    public static final BasicStroke THIN = new BasicStroke(1.2f);

    private static final Color CLEAR = new Color(0, 0, 0, 0);

    private final Font plain;

    /// Unlike any font that is drawn with last: the canvas forgets its font between two pictures,
    /// and FXGraphics2D passes a font on only when it differs from the one before.
    private final Font ticks;

    private final Font bold;

    /// Makes the window's fonts known to AWT, whose names the charts use.
    public ChartStyle() {
        plain = load("lab-sans-regular.otf").deriveFont(13f);
        ticks = plain.deriveFont(12f);
        bold = load("lab-sans-bold.otf").deriveFont(Font.BOLD, 14f);
    }

    public Font plain() {
        return plain;
    }

    public Font bold() {
        return bold;
    }

    /// A canvas with a plot over time or another figure: no lines across it but the values', and no
    /// room between it and its axes.
    ///
    /// @param id for style sheets and tests
    /// @param room around the plot and its axes
    public ChartCanvas canvas(XYPlot plot, String id, RectangleInsets room) {
        plot.setDomainGridlinesVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        return canvasOf(plot, id, room);
    }

    /// A canvas with a plot of bars: no lines across it.
    ///
    /// @param id for style sheets and tests
    public ChartCanvas canvas(CategoryPlot plot, String id) {
        plot.setRangeGridlinesVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        return canvasOf(plot, id, RectangleInsets.ZERO_INSETS);
    }

    /// Without title, legend, frame or background; nothing in it answers to the mouse.
    private ChartCanvas canvasOf(Plot plot, String id, RectangleInsets room) {
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        JFreeChart chart = new JFreeChart(null, bold, plot, false);
        chart.setBackgroundPaint(CLEAR);
        chart.setBorderVisible(false);
        chart.setPadding(room);
        ChartCanvas canvas = new ChartCanvas(chart);
        canvas.setId(id);
        canvas.setTooltipEnabled(false);
        canvas.setDomainZoomable(false);
        canvas.setRangeZoomable(false);
        return canvas;
    }

    public void axis(ValueAxis axis, Palette palette) {
        axis.setTickLabelFont(ticks);
        axis.setTickLabelPaint(awt(palette.muted()));
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
    }

    public static Color awt(javafx.scene.paint.Color color) {
        return new Color(
                (float) color.getRed(),
                (float) color.getGreen(),
                (float) color.getBlue(),
                (float) color.getOpacity());
    }

    private static Font load(String file) {
        try (InputStream in = ChartStyle.class.getResourceAsStream("/io/lblab/ui/fonts/" + file)) {
            Font font = Font.createFont(Font.TRUETYPE_FONT, Objects.requireNonNull(in, file));
            GraphicsEnvironment.getLocalGraphicsEnvironment().registerFont(font);
            return font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("The font " + file + " can't be read.", e);
        }
    }
}
