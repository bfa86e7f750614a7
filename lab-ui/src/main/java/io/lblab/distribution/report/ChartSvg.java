package io.lblab.distribution.report;

import io.lblab.distribution.report.ReportPage.AreaChart;
import io.lblab.distribution.report.ReportPage.Bar;
import io.lblab.distribution.report.ReportPage.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The distribution of runs as an SVG, one panel a run from top to bottom: bars, verdict, shares
/// over time. It names no font file and needs no script, so it can be put into a page or a paper
/// and be edited.
public final class ChartSvg {

    static final int WIDTH = 1_200;

    private static final int MARGIN = 48;
    private static final int NAMES = 124;
    private static final int FIGURES = 270;
    private static final int BAR_ROW = 64;
    private static final int LINE = 23;

    /// Characters of a line: texts can't be measured where no font is known.
    private static final int LINE_LENGTH = 128;

    private static final String STYLE =
            """
            text { font-family: system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif; fill: #17202b; }
            .title { font-size: 25px; font-weight: 700; } .name { font-size: 19px; font-weight: 700; }
            .figure { font-size: 20px; font-weight: 700; } .text { font-size: 16px; }
            .muted { font-size: 15px; fill: #5f6b7a; } .rule { stroke: #e3e8ee; }
            .asked { stroke: #17202b; stroke-width: 2; stroke-dasharray: 5 4; }
            .moment { stroke: #17202b; stroke-width: 1.5; stroke-dasharray: 2 3; }
            .c0 { fill: #0072b2; } .c1 { fill: #e69f00; } .c2 { fill: #009e73; } .c3 { fill: #cc79a7; }
            .c4 { fill: #d55e00; } .c5 { fill: #56b4e9; } .c6 { fill: #8c7a00; } .cx { fill: #7a8594; }
            """;

    private final ReportPages pages;
    private final StringBuilder svg = new StringBuilder();

    private ChartSvg(ZoneId zone) {
        pages = new ReportPages(zone);
    }

    /// One picture of all the runs, at least one.
    public static String toSvg(List<RunReport> reports) {
        return new ChartSvg(ZoneId.systemDefault()).draw(reports);
    }

    public static void write(List<RunReport> reports, Path file) throws IOException {
        Files.writeString(file, toSvg(reports));
    }

    private String draw(List<RunReport> reports) {
        int y = MARGIN;
        for (Section section : pages.of("", reports).sections()) {
            if (y > MARGIN) {
                line("rule", MARGIN, y - 30, WIDTH - MARGIN, y - 30);
            }
            y = section(section, y) + 60;
        }
        int height = y - 30;
        return String.format(
                        Locale.ROOT,
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>%n<svg xmlns=\"http://www.w3.org/2000/svg\""
                                + " viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">%n<style>%n%s</style>%n"
                                + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n",
                        WIDTH,
                        height,
                        WIDTH,
                        height,
                        STYLE)
                + svg
                + "</svg>\n";
    }

    /// @return where it ends
    private int section(Section section, int top) {
        text("title", MARGIN, top + 22, "start", section.title() + " · " + section.strategy());
        text("muted", MARGIN, top + 50, "start", section.plan());
        int y = top + 70;
        for (Bar bar : section.bars()) {
            bar(bar, y);
            y += BAR_ROW;
        }
        text(
                "muted",
                MARGIN,
                y + 12,
                "start",
                "Counted by X-Instance-ID, dashed: " + section.dashed() + ". " + section.basis());
        y += 44;
        for (String part : wrap(section.statement())) {
            text("text", MARGIN, y, "start", part);
            y += LINE;
        }
        return area(section.shares(), y + 10);
    }

    private void bar(Bar bar, int y) {
        double left = MARGIN + NAMES;
        double scale = (WIDTH - MARGIN - FIGURES - left) / 1_000;
        text("name", MARGIN, y + 24, "start", bar.server());
        text("muted", MARGIN, y + 44, "start", bar.role());
        rect(bar.colour(), left, y + 8, Math.max(1.5, bar.width() * scale), 40);
        double end = left + Math.max(bar.width(), bar.asked()) * scale;
        if (bar.asked() >= 0) {
            double x = left + bar.asked() * scale;
            line("asked", x, y + 2, x, y + 54);
        }
        text("figure", end + 14, y + 24, "start", bar.count());
        text("muted", end + 14, y + 44, "start", bar.share());
    }

    private int area(AreaChart chart, int top) {
        double left = MARGIN + 52.0;
        int base = top + chart.headroom();
        double scale = (WIDTH - left - MARGIN - 80) / AreaChart.WIDTH;
        text("muted", left - 10, base + 5, "end", "100 %");
        text("muted", left - 10, base + AreaChart.HEIGHT + 5, "end", "0");
        chart.areas()
                .forEach(area -> {
                    svg.append(
                            String.format(
                                    Locale.ROOT,
                                    "<path class=\"%s\" transform=\"translate(%.1f %d) scale(%.4f 1)\""
                                            + " d=\"%s\"/>%n",
                                    area.colour(),
                                    left,
                                    base,
                                    scale,
                                    area.path()));
                    text(
                            "name " + area.colour(),
                            left + AreaChart.WIDTH * scale + 12,
                            base + area.labelY(),
                            "start",
                            area.server());
                });
        double right = left + AreaChart.WIDTH * scale;
        chart.asked()
                .forEach(asked -> line("asked", left, base + asked.y(), right, base + asked.y()));
        int bottom = base + AreaChart.HEIGHT;
        line("rule", left, bottom, right, bottom);
        chart.ticks()
                .forEach(tick ->
                        text("muted", left + tick.x() * scale, bottom + 22, "middle", tick.text()));
        chart.marks()
                .forEach(mark -> {
                    double x = left + mark.x() * scale;
                    double y = base - 12.0 - 17 * mark.row();
                    line("moment", x, y, x, bottom);
                    text("muted", x, y - 4, mark.anchor(), mark.text());
                });
        return bottom + 30;
    }

    private void rect(String kind, double x, double y, double width, double height) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"4\"/>%n",
                        kind,
                        x,
                        y,
                        width,
                        height));
    }

    private void line(String kind, double x1, double y1, double x2, double y2) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                        kind,
                        x1,
                        y1,
                        x2,
                        y2));
    }

    private void text(String kind, double x, double y, String anchor, String words) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                        kind,
                        x,
                        y,
                        anchor,
                        escaped(words)));
    }

    /// XML has no place for control characters, not even escaped ones.
    private static String escaped(String words) {
        StringBuilder text = new StringBuilder();
        words.codePoints()
                .filter(c ->
                        c >= ' ' && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF))
                .forEach(c -> {
                    switch (c) {
                        case '&' -> text.append("&amp;");
                        case '<' -> text.append("&lt;");
                        case '>' -> text.append("&gt;");
                        default -> text.appendCodePoint(c);
                    }
                });
        return text.toString();
    }

    private static List<String> wrap(String words) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + word.length() > LINE_LENGTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
