package io.lblab.distribution.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/// Runs as one HTML file that needs nothing else: no script, no network, light and dark.
public final class HtmlReport {

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    private final ReportPages pages;

    public HtmlReport() {
        this(ZoneId.systemDefault());
    }

    /// @param zone in which times are written
    public HtmlReport(ZoneId zone) {
        pages = new ReportPages(zone);
    }

    /// The page of all the runs, at least one.
    public String toHtml(String title, List<RunReport> reports) {
        StringOutput html = new StringOutput();
        engine.render("report.jte", pages.of(title, reports), html);
        return html.toString();
    }

    public void write(String title, List<RunReport> reports, Path file) throws IOException {
        Files.writeString(file, toHtml(title, reports));
    }
}
