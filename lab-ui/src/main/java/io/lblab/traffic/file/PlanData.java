package io.lblab.traffic.file;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.lblab.traffic.DataRows;
import io.lblab.traffic.InvalidPlanException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows for `{column}`, in the file itself or in a CSV file beside it.
///
/// @param file a CSV file with a line of column names, in place of columns and rows
/// @param order `uniform` (drawn by the seed) or `in order`
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PlanData(
        @Nullable String file,
        @Nullable List<String> columns,
        @Nullable List<List<String>> rows,
        @Nullable String order) {

    /// `"data": "products.csv"`
    @JsonCreator
    static PlanData inFile(String file) {
        return new PlanData(file, null, null, null);
    }

    static PlanData of(DataRows rows) {
        return new PlanData(
                null,
                rows.columns(),
                rows.rows(),
                rows.order() == DataRows.Order.IN_ORDER ? "in order" : null);
    }

    /// @param folder beside which a CSV file is looked for
    /// @throws InvalidPlanException when they can't be read
    DataRows rows(Path folder) {
        DataRows.Order wanted = wanted();
        if (file != null) {
            if (columns != null || rows != null) {
                throw new InvalidPlanException("The data has both a file and rows: leave one out.");
            }
            DataRows read = CsvData.read(folder.resolve(file));
            return new DataRows(read.columns(), read.rows(), wanted);
        }
        if (columns == null || rows == null) {
            throw new InvalidPlanException(
                    "The data has no rows: write \"data\": \"products.csv\", or columns and rows.");
        }
        return new DataRows(columns, rows, wanted);
    }

    private DataRows.Order wanted() {
        return switch (order == null ? "uniform" : order) {
            case "uniform" -> DataRows.Order.UNIFORM;
            case "in order" -> DataRows.Order.IN_ORDER;
            default ->
                    throw new InvalidPlanException(
                            "There is no order \""
                                    + order
                                    + "\" of data: use uniform or in order.");
        };
    }
}
