package io.lblab.distribution.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.numbers.combinatorics.LogBinomialCoefficient;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.SignificanceResult;

/// Whether two runs can have the same shares, whatever these are.
///
/// Pearson's χ² of homogeneity where every server expects at least [GoodnessOfFit#ENOUGH] requests
/// of each run; below that the exact test of Fisher (1934), for more than two servers that of
/// Freeman and Halton (1951), as long as there are at most [GoodnessOfFit#OUTCOMES] tables with the
/// same sums to count out. Else the two servers with the fewest requests are taken together, and
/// again, until one can.
///
/// @param statistic Pearson's Σ (observed − expected)² / expected
/// @param degreesOfFreedom servers tested less one
/// @param pValue 0–1: how probable counts at least this far apart are when the shares are the same;
///   1 when nothing can differ
public record Homogeneity(
        GoodnessOfFit.Kind kind, double statistic, int degreesOfFreedom, double pValue) {

    /// Probabilities that are equal may differ by rounding.
    private static final double ROUNDING = 1e-7;

    private record Cell(long first, long second) {

        long sum() {
            return first + second;
        }
    }

    /// Tests two runs.
    ///
    /// @param first counts of one run by server, as many as `second`
    public static Homogeneity of(long[] first, long[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException("Both runs need a count for every server.");
        }
        List<Cell> cells = new ArrayList<>();
        long firstTotal = 0;
        long secondTotal = 0;
        for (int i = 0; i < first.length; i++) {
            if (first[i] + second[i] > 0) {
                cells.add(new Cell(first[i], second[i]));
                firstTotal += first[i];
                secondTotal += second[i];
            }
        }
        if (firstTotal == 0 || secondTotal == 0 || cells.size() < 2) {
            return new Homogeneity(GoodnessOfFit.Kind.CERTAIN, 0, 0, 1);
        }
        double smaller = (double) Math.min(firstTotal, secondTotal) / (firstTotal + secondTotal);
        while (true) {
            cells.sort(Comparator.comparingLong(Cell::sum));
            boolean enough = cells.getFirst().sum() * smaller >= GoodnessOfFit.ENOUGH;
            if (enough || cells.size() == 2 || tables(cells) <= GoodnessOfFit.OUTCOMES) {
                return test(cells, enough || tables(cells) > GoodnessOfFit.OUTCOMES);
            }
            Cell least = cells.removeFirst();
            Cell next = cells.getFirst();
            cells.set(0, new Cell(least.first + next.first, least.second + next.second));
        }
    }

    private static Homogeneity test(List<Cell> cells, boolean chiSquare) {
        long[][] table = new long[cells.size()][];
        for (int i = 0; i < table.length; i++) {
            table[i] = new long[] {cells.get(i).first, cells.get(i).second};
        }
        SignificanceResult pearson = ChiSquareTest.withDefaults().test(table);
        return new Homogeneity(
                chiSquare ? GoodnessOfFit.Kind.CHI_SQUARE : GoodnessOfFit.Kind.EXACT,
                pearson.getStatistic(),
                table.length - 1,
                chiSquare ? pearson.getPValue() : exact(cells));
    }

    /// No fewer than there are.
    private static double tables(List<Cell> cells) {
        long left = cells.stream().mapToLong(Cell::first).sum();
        double tables = 1;
        for (Cell cell : cells.subList(0, cells.size() - 1)) {
            tables *= Math.min(cell.sum(), left) + 1;
        }
        return tables;
    }

    /// All tables with the same sums that are no more probable than the one seen.
    private static double exact(List<Cell> cells) {
        long first = cells.stream().mapToLong(Cell::first).sum();
        long all = cells.stream().mapToLong(Cell::sum).sum();
        double ways = log(all, first);
        double seen = -ways;
        for (Cell cell : cells) {
            seen += log(cell.sum(), cell.first);
        }
        return Math.min(1, atMost(cells, 0, first, -ways, seen + ROUNDING));
    }

    private static double atMost(List<Cell> cells, int at, long left, double sum, double limit) {
        long here = cells.get(at).sum();
        if (at == cells.size() - 1) {
            double log = left > here ? Double.NEGATIVE_INFINITY : sum + log(here, left);
            return log <= limit ? Math.exp(log) : 0;
        }
        double probability = 0;
        for (long x = 0; x <= Math.min(here, left); x++) {
            probability += atMost(cells, at + 1, left - x, sum + log(here, x), limit);
        }
        return probability;
    }

    private static double log(long n, long k) {
        return LogBinomialCoefficient.value((int) n, (int) k);
    }
}
