package io.lblab.traffic.file;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.lblab.traffic.DataRows;
import io.lblab.traffic.InvalidPlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Data of a plan from a CSV file (RFC 4180): names of the columns in the first line, commas,
/// quotes where a value needs them.
public final class CsvData {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private CsvData() {}

    /// Reads a file, rows to be drawn by the seed.
    ///
    /// @throws InvalidPlanException when it can't be read, or holds no data
    public static DataRows read(Path file) {
        List<List<String>> lines = new ArrayList<>();
        try {
            String text = Files.readString(file);
            MappingIterator<List<String>> read =
                    new CsvMapper()
                            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                            .readerForListOf(String.class)
                            .readValues(
                                    text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
            while (read.hasNextValue() && lines.size() <= DataRows.MOST_ROWS + 1) {
                lines.add(read.nextValue());
            }
        } catch (IOException e) {
            throw FileWords.unread("data", file, e);
        }
        return lines.isEmpty()
                ? new DataRows(List.of(), List.of())
                : new DataRows(
                        lines.getFirst().stream().map(String::strip).toList(),
                        lines.subList(1, lines.size()));
    }
}
