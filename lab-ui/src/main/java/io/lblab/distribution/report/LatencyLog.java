package io.lblab.distribution.report;

import io.lblab.distribution.Interval;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/// The latencies of runs as an HdrHistogram log, which the tools of that library draw and merge:
/// one line for each interval, in microseconds, tagged with the run when there are several.
public final class LatencyLog {

    /// The log's column of maxima is in milliseconds.
    private static final double MICROS_PER_MILLI = 1_000;

    private LatencyLog() {}

    /// Writes the log, over an older one.
    public static void write(List<RunReport> reports, Path file) throws IOException {
        try (PrintStream out =
                new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            HistogramLogWriter log = new HistogramLogWriter(out);
            log.outputComment(
                    "[Latency in microseconds, from the moment each request was due. Lab: "
                            + String.join(", ", reports.stream().map(RunReport::title).toList())
                            + "]");
            log.outputLogFormatVersion();
            log.outputLegend();
            for (RunReport report : reports) {
                double begin = report.startedAt().toEpochMilli() / 1e3;
                for (Interval interval : report.run().intervals()) {
                    if (interval.count() > 0) {
                        double at = begin + interval.at().toNanos() / 1e9;
                        Histogram micros = interval.micros();
                        if (reports.size() > 1) {
                            micros.setTag(report.title().replaceAll("[\\s,]+", "_"));
                        }
                        log.outputIntervalHistogram(
                                at,
                                at + interval.width().toNanos() / 1e9,
                                micros,
                                MICROS_PER_MILLI);
                    }
                }
            }
            if (out.checkError()) {
                throw new IOException("the file could not be written whole");
            }
        }
    }
}
