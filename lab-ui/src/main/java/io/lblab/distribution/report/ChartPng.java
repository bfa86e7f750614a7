package io.lblab.distribution.report;

import io.lblab.distribution.InstanceCount;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/// The distribution of runs as a PNG, one panel a run, drawn at twice the logical size so that it
/// stays crisp on a projector. Needs no display.
public final class ChartPng {

    static final int WIDTH = 1_200;
    private static final int SCALE = 2;
    private static final int MARGIN = 48;
    private static final int HEAD = 84;
    private static final int GAP = 40;
    private static final int LINE = 23;
    private static final int FOOT = 58;

    private static final Color INK = new Color(0x17202B);
    private static final Color MUTED = new Color(0x5F6B7A);
    private static final Color RULE = new Color(0xE3E8EE);
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 25);
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 16);
    private static final Font STATEMENT = new Font(Font.SANS_SERIF, Font.PLAIN, 17);

    /// Writes one picture of all the runs, from top to bottom.
    ///
    /// @throws IOException also, in one sentence, when the system has no fonts
    public void write(List<RunReport> reports, Path file) throws IOException {
        BufferedImage image;
        try {
            image = draw(reports);
        } catch (RuntimeException | LinkageError | InternalError e) {
            throw new IOException(
                    "The chart could not be drawn; if this system has no fonts, install fontconfig"
                            + ", libharfbuzz0b and fonts-dejavu-core.",
                    e);
        }
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException("This Java can't write PNG files.");
        }
    }

    BufferedImage draw(List<RunReport> reports) {
        Graphics2D measure = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        FontMetrics metrics = measure.getFontMetrics(STATEMENT);
        List<Panel> panels = new ArrayList<>();
        double scaleEnd = scaleEnd(reports);
        for (RunReport report : reports) {
            panels.add(
                    new Panel(
                            report,
                            new ShareChart(report, scaleEnd),
                            wrap(report.statement(), metrics, WIDTH - 2 * MARGIN)));
        }
        measure.dispose();
        int height =
                MARGIN
                        + panels.stream().mapToInt(Panel::height).sum()
                        + GAP * (panels.size() - 1)
                        + FOOT;
        BufferedImage image =
                new BufferedImage(WIDTH * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.scale(SCALE, SCALE);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(
                RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setPaint(Color.WHITE);
        g.fillRect(0, 0, WIDTH, height);
        int top = MARGIN;
        for (Panel panel : panels) {
            if (top > MARGIN) {
                g.setPaint(RULE);
                g.fillRect(MARGIN, top - GAP / 2 - 1, WIDTH - 2 * MARGIN, 1);
            }
            draw(g, panel, top);
            top += panel.height() + GAP;
        }
        g.setFont(TEXT);
        g.setPaint(MUTED);
        g.drawString(
                "Counted by X-Instance-ID · dashed: " + Words.dashed(reports.getFirst()),
                MARGIN,
                height - MARGIN / 2);
        g.dispose();
        return image;
    }

    /// @param statement its lines
    private record Panel(RunReport report, ShareChart chart, List<String> statement) {

        int height() {
            return HEAD + chart.height() + statement.size() * LINE;
        }
    }

    private static void draw(Graphics2D g, Panel panel, int top) {
        g.setFont(TITLE);
        g.setPaint(INK);
        g.drawString(panel.report.title(), MARGIN, top + 22);
        g.setFont(TEXT);
        g.setPaint(MUTED);
        g.drawString(Words.plan(panel.report.plan()), MARGIN, top + 50);
        panel.chart
                .chart(WIDTH - 2 * MARGIN)
                .draw(
                        g,
                        new Rectangle2D.Double(
                                MARGIN,
                                top + HEAD - 14,
                                WIDTH - 2.0 * MARGIN,
                                panel.chart.height()));
        g.setFont(STATEMENT);
        g.setPaint(INK);
        int line = top + HEAD + panel.chart.height() + 14;
        for (String text : panel.statement) {
            g.drawString(text, MARGIN, line);
            line += LINE;
        }
    }

    /// Room for the figures to the right of the longest bar.
    private static double scaleEnd(List<RunReport> reports) {
        double longest = 0.5;
        for (RunReport report : reports) {
            for (InstanceCount instance : ShareChart.shown(report)) {
                longest = Math.max(longest, instance.share());
                double expected = report.expectedShare(report.run().instances().indexOf(instance));
                longest = Math.max(longest, Double.isNaN(expected) ? 0 : expected);
            }
        }
        return longest * 1.42;
    }

    private static List<String> wrap(String text, FontMetrics metrics, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && metrics.stringWidth(line + " " + word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
