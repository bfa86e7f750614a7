package io.lblab.traffic;

import java.util.HashSet;
import java.util.List;

/// Rows that fill `{column}` in requests; each visitor, or each plain request, gets one.
public record DataRows(List<String> columns, List<List<String>> rows, Order order) {

    public static final int MOST_ROWS = 100_000;

    /// Which row is next.
    public enum Order {
        /// Drawn by the seed, each as likely as any other.
        UNIFORM,
        /// One after the other, and from the top again: by place in the plan's order.
        IN_ORDER
    }

    public DataRows {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        if (columns.isEmpty() || rows.isEmpty() || rows.size() > MOST_ROWS) {
            throw new InvalidPlanException(
                    "The data needs a line of column names and between 1 and "
                            + MOST_ROWS
                            + " rows, not "
                            + rows.size()
                            + ".");
        }
        columns.forEach(Placeholders::checkName);
        if (new HashSet<>(columns).size() < columns.size()) {
            throw new InvalidPlanException("A column of the data stands twice.");
        }
        for (String column : columns) {
            if (Placeholders.OWN.contains(column)) {
                throw new InvalidPlanException(
                        "The data has a column \""
                                + column
                                + "\", which the lab fills itself: give it another name.");
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).size() != columns.size()) {
                throw new InvalidPlanException(
                        "Row "
                                + (i + 1)
                                + " of the data has "
                                + rows.get(i).size()
                                + " values, not "
                                + columns.size()
                                + ".");
            }
        }
    }

    /// Drawn by the seed.
    public DataRows(List<String> columns, List<List<String>> rows) {
        this(columns, rows, Order.UNIFORM);
    }

    String value(int row, int column) {
        return rows.get(row).get(column);
    }
}
