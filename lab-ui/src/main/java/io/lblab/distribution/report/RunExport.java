package io.lblab.distribution.report;

import io.lblab.distribution.ReportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes runs as files that can be shown, sent and computed with.
public final class RunExport {

    private final ChartPng chart = new ChartPng();
    private final HtmlReport page = new HtmlReport();
    private final JsonExport json = new JsonExport();
    private final CsvExport csv = new CsvExport();

    /// The files that were written.
    ///
    /// @param chart PNG with a panel for every run
    /// @param report one HTML file that needs nothing else
    /// @param json every figure of every run
    /// @param csv a line for every instance of every run
    public record Written(Path chart, Path report, Path json, Path csv) {}

    /// Writes `distribution.png`, `report.html`, `runs.json` and `runs.csv`, over older ones.
    ///
    /// @param reports at least one
    /// @param folder created when it isn't there
    public Written write(String title, List<RunReport> reports, Path folder)
            throws ReportException {
        Written files =
                new Written(
                        folder.resolve("distribution.png"),
                        folder.resolve("report.html"),
                        folder.resolve("runs.json"),
                        folder.resolve("runs.csv"));
        try {
            Files.createDirectories(folder);
            page.write(title, reports, files.report());
            json.write(reports, files.json());
            csv.write(reports, files.csv());
            chart.write(reports, files.chart());
        } catch (IOException e) {
            throw new ReportException(
                    "The report can't be written to " + folder + ": " + e.getMessage(), e);
        }
        return files;
    }
}
