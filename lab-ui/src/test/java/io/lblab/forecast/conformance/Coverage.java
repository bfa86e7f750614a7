package io.lblab.forecast.conformance;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// How much of each method was compared.
final class Coverage {

    private final Map<String, int[]> rows = new TreeMap<>();

    void add(Trial trial) {
        int[] row =
                rows.computeIfAbsent(
                        trial.method().isEmpty() ? "round-robin" : trial.method(),
                        _ -> new int[10]);
        row[0]++;
        row[1] += (int) trial.requests();
        count(row, 2, trial, Trial::fails);
        count(row, 3, trial, Trial::hasDown);
        count(row, 4, trial, Trial::hasBackup);
        count(row, 5, trial, Trial::limits);
        count(row, 6, trial, Trial::overlaps);
        count(row, 7, trial, Trial::timed);
        count(row, 8, trial, Trial::zone);
        count(row, 9, trial, Trial::isTroubled);
    }

    private static void count(int[] row, int column, Trial trial, Predicate<Trial> what) {
        row[column] += what.test(trial) ? 1 : 0;
    }

    int trials() {
        return rows.values().stream().mapToInt(row -> row[0]).sum();
    }

    /// Cases with failures, `down`, `backup` or `max_conns`.
    int troubled() {
        return rows.values().stream().mapToInt(row -> row[9]).sum();
    }

    int methods() {
        return rows.size();
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder(
                        "%-30s %6s %8s %8s %5s %6s %9s %8s %6s %5s"
                                .formatted(
                                        "method",
                                        "cases",
                                        "requests",
                                        "failures",
                                        "down",
                                        "backup",
                                        "max_conns",
                                        "overlap",
                                        "timed",
                                        "zone"));
        rows.forEach((method, row) ->
                text.append(
                        String.format(
                                Locale.ROOT,
                                "%n%-30s %6d %8d %8d %5d %6d %9d %8d %6d %5d",
                                method,
                                row[0],
                                row[1],
                                row[2],
                                row[3],
                                row[4],
                                row[5],
                                row[6],
                                row[7],
                                row[8])));
        return text.toString();
    }
}
