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
import org.jfree.chart.plot.Plot;
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

    /// A chart around a plot, without title, legend, frame or background.
    public JFreeChart chart(Plot plot) {
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        JFreeChart chart = new JFreeChart(null, bold, plot, false);
        chart.setBackgroundPaint(CLEAR);
        chart.setBorderVisible(false);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        return chart;
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
