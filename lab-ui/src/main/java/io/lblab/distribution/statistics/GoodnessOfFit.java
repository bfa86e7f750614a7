package io.lblab.distribution.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.SignificanceResult;

/// How well counts fit expected shares, when every request is dealt out on its own.
///
/// Pearson's χ² where each server expects at least [#ENOUGH] requests. Below that its p-value is
/// not to be trusted, and the exact multinomial test takes its place as long as there are at most
/// [#OUTCOMES] outcomes to count out. Where neither can be had, the two servers that expect least
/// are taken together, and again, until one can: that depends on the shares only, so it favours no
/// outcome.
///
/// @param statistic Pearson's Σ (observed − expected)² / expected over the servers tested
/// @param degreesOfFreedom servers tested less one
/// @param pValue 0–1: how probable counts at least this odd are when the shares hold
/// @param pooled servers that were taken together with others
public record GoodnessOfFit(
        Kind kind, double statistic, int degreesOfFreedom, double pValue, int pooled) {

    /// Roscoe and Byars (1971) ask for 10 at a level of 1 % when shares are moderately unequal;
    /// Cochran's (1954) 5 is for 5 %.
    public static final double ENOUGH = 10;

    /// A few milliseconds of work.
    public static final long OUTCOMES = 100_000;

    public enum Kind {
        CHI_SQUARE,
        EXACT,
        /// Nothing was left to chance: a server that expects nothing got something (p = 0), or only
        /// one server can get anything (p = 1).
        CERTAIN
    }

    /// One or more servers taken together.
    private record Cell(long count, double share) {

        Cell plus(Cell other) {
            return new Cell(count + other.count, share + other.share);
        }
    }

    /// Tests counts.
    ///
    /// @param shares as many as counts, none negative, in any unit
    public static GoodnessOfFit of(long[] counts, double[] shares) {
        double whole = 0;
        for (double share : shares) {
            if (!(share >= 0)) {
                throw new IllegalArgumentException("A share is " + share + ", not 0 or more.");
            }
            whole += share;
        }
        if (counts.length != shares.length || whole == 0) {
            throw new IllegalArgumentException(
                    "Every count needs a share, and one share must be above 0.");
        }
        List<Cell> cells = new ArrayList<>();
        long total = 0;
        for (int i = 0; i < counts.length; i++) {
            if (shares[i] > 0) {
                cells.add(new Cell(counts[i], shares[i] / whole));
                total += counts[i];
            } else if (counts[i] > 0) {
                return new GoodnessOfFit(Kind.CERTAIN, Double.POSITIVE_INFINITY, 0, 0, 0);
            }
        }
        if (cells.size() == 1 || total == 0) {
            return new GoodnessOfFit(Kind.CERTAIN, 0, 0, 1, 0);
        }
        return test(cells, total);
    }

    private static GoodnessOfFit test(List<Cell> all, long total) {
        List<Cell> cells = new ArrayList<>(all);
        while (true) {
            cells.sort(Comparator.comparingDouble(Cell::share));
            boolean enough = cells.getFirst().share * total >= ENOUGH;
            if (enough || ExactMultinomial.outcomes(total, cells.size()) <= OUTCOMES) {
                return test(cells, enough, all.size() - cells.size());
            }
            if (cells.size() == 2) {
                // More than 100,000 requests, of which one server expects fewer than ten: χ² is all
                // there is.
                return test(cells, true, all.size() - 2);
            }
            Cell least = cells.removeFirst();
            cells.set(0, least.plus(cells.getFirst()));
        }
    }

    private static GoodnessOfFit test(List<Cell> cells, boolean chiSquare, int pooled) {
        long[] counts = cells.stream().mapToLong(Cell::count).toArray();
        double[] shares = cells.stream().mapToDouble(Cell::share).toArray();
        SignificanceResult pearson = ChiSquareTest.withDefaults().test(shares, counts);
        return new GoodnessOfFit(
                chiSquare ? Kind.CHI_SQUARE : Kind.EXACT,
                pearson.getStatistic(),
                cells.size() - 1,
                chiSquare ? pearson.getPValue() : ExactMultinomial.pValue(counts, shares),
                pooled);
    }

    /// The fewest requests with which some outcome would be rejected at that level: below, whatever
    /// comes could be chance. 0 when one server alone can get anything.
    public static long fewest(double[] shares, double level) {
        double whole = 0;
        double least = Double.POSITIVE_INFINITY;
        int possible = 0;
        for (double share : shares) {
            whole += share;
            if (share > 0) {
                least = Math.min(least, share);
                possible++;
            }
        }
        double smallest = least / whole;
        int equal = 0;
        for (double share : shares) {
            equal += share == least ? 1 : 0;
        }
        if (possible < 2) {
            return 0;
        }
        // The oddest outcome: all on one of the servers with the smallest share.
        int requests = 1;
        while (equal * Math.pow(smallest, requests) >= level) {
            requests++;
        }
        return requests;
    }
}
