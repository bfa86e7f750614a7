package io.lblab.distribution.report;

import io.lblab.distribution.ReportException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// Writes runs as files that can be shown, sent and computed with.
public final class RunExport {

    private final ChartPng chart = new ChartPng();
    private final HtmlReport page = new HtmlReport();
    private final JsonExport json = new JsonExport();
    private final CsvExport csv = new CsvExport();

    /// What a run can be written as.
    public enum Format {
        /// A panel for every run, in pixels.
        PNG("distribution.png"),
        /// The same as lines and letters, with the shares over time.
        SVG("distribution.svg"),
        /// A line for every instance of every run.
        CSV("runs.csv"),
        /// Every figure of every run.
        JSON("runs.json"),
        /// The latencies second by second, for the tools of HdrHistogram.
        HLOG("latency.hlog"),
        /// One file that needs nothing else.
        HTML("report.html");

        private final String file;

        Format(String file) {
            this.file = file;
        }

        /// The name of the file, unless another one is chosen.
        public String file() {
            return file;
        }
    }

    /// The files that were written.
    ///
    /// @param chart PNG with a panel for every run
    /// @param drawing the same as SVG
    /// @param report one HTML file that needs nothing else
    /// @param json every figure of every run
    /// @param csv a line for every instance of every run
    public record Written(Path chart, Path drawing, Path report, Path json, Path csv) {}

    /// Writes `distribution.png`, `distribution.svg`, `report.html`, `runs.json`, `runs.csv` and
    /// `latency.hlog`, over older ones.
    ///
    /// @param reports at least one
    /// @param folder created when it isn't there
    public Written write(String title, List<RunReport> reports, Path folder)
            throws ReportException {
        try {
            Files.createDirectories(folder);
            for (Format format : Format.values()) {
                write(format, title, reports, folder.resolve(format.file()));
            }
        } catch (IOException e) {
            throw new ReportException(
                    "The report can't be written to " + folder + ": " + why(e), e);
        }
        return new Written(
                folder.resolve(Format.PNG.file()),
                folder.resolve(Format.SVG.file()),
                folder.resolve(Format.HTML.file()),
                folder.resolve(Format.JSON.file()),
                folder.resolve(Format.CSV.file()));
    }

    /// Writes one file, over an older one.
    ///
    /// @param reports at least one
    public void writeOne(Format format, String title, List<RunReport> reports, Path file)
            throws ReportException {
        try {
            write(format, title, reports, file);
        } catch (IOException e) {
            throw new ReportException(file + " can't be written: " + why(e), e);
        }
    }

    /// A file system's exception says no more than the file.
    private static String why(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such folder. Choose one that exists.";
            case AccessDeniedException _ ->
                    "that is not allowed here. Choose a folder of your own.";
            case FileAlreadyExistsException _ ->
                    "a file of that name is in the way. Choose another folder.";
            default -> String.valueOf(failure.getMessage());
        };
    }

    private void write(Format format, String title, List<RunReport> reports, Path file)
            throws IOException {
        switch (format) {
            case PNG -> chart.write(reports, file);
            case SVG -> ChartSvg.write(reports, file);
            case CSV -> csv.write(reports, file);
            case JSON -> json.write(reports, file);
            case HLOG -> LatencyLog.write(reports, file);
            case HTML -> page.write(title, reports, file);
        }
    }
}
