package io.lblab.distribution.report;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.lblab.distribution.InstanceCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs as CSV for spreadsheets: a line for every instance of every run.
public final class CsvExport {

    private static final CsvSchema COLUMNS =
            CsvSchema.builder()
                    .addColumn("run")
                    .addColumn("strategy")
                    .addColumn("instance")
                    .addColumn("server")
                    .addColumn("count")
                    .addColumn("share")
                    .addColumn("configured_share")
                    .addColumn("errors")
                    .addColumn("p50_ms")
                    .addColumn("p95_ms")
                    .addColumn("p99_ms")
                    .addColumn("max_ms")
                    .addColumn("forecast")
                    .setUseHeader(true)
                    .build();

    private final CsvMapper mapper = new CsvMapper();

    public String toCsv(List<RunReport> reports) throws IOException {
        List<List<Object>> lines = new ArrayList<>();
        for (RunReport report : reports) {
            List<InstanceCount> instances = report.run().instances();
            for (int i = 0; i < instances.size(); i++) {
                InstanceCount instance = instances.get(i);
                lines.add(
                        List.of(
                                report.title(),
                                report.upstream().strategy().id(),
                                instance.instance(),
                                instance.server(),
                                instance.count(),
                                instance.share(),
                                orEmpty(instance.configuredShare()),
                                instance.errors(),
                                orEmpty(instance.p50Millis()),
                                orEmpty(instance.p95Millis()),
                                orEmpty(instance.p99Millis()),
                                orEmpty(instance.maxMillis()),
                                orEmpty(report.forecast().count(i))));
            }
        }
        return mapper.writer(COLUMNS).writeValueAsString(lines);
    }

    public void write(List<RunReport> reports, Path file) throws IOException {
        Files.writeString(file, toCsv(reports));
    }

    private static Object orEmpty(double value) {
        return Double.isNaN(value) ? "" : value;
    }
}
