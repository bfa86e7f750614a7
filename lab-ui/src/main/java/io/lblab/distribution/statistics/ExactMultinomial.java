package io.lblab.distribution.statistics;

/// The exact multinomial test: how probable is an outcome that is no more probable than the one
/// seen? It counts out every outcome, so its work grows with their number.
final class ExactMultinomial {

    /// Probabilities closer than this, relatively, count as equal (as R's `binom.test` does).
    private static final double TIE = 1e-7;

    private final double[][] terms;
    private final double logFactorial;
    private final double limit;

    private ExactMultinomial(long[] counts, double[] shares) {
        int total = 0;
        for (long count : counts) {
            total = Math.toIntExact(total + count);
        }
        double[] logFactorials = new double[total + 1];
        for (int i = 2; i <= total; i++) {
            logFactorials[i] = logFactorials[i - 1] + Math.log(i);
        }
        terms = new double[counts.length][total + 1];
        double seen = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            for (int x = 0; x <= total; x++) {
                terms[cell][x] = x * Math.log(shares[cell]) - logFactorials[x];
            }
            seen += terms[cell][(int) counts[cell]];
        }
        logFactorial = logFactorials[total];
        limit = seen + TIE;
    }

    /// The p-value.
    ///
    /// @param shares above 0, adding up to 1
    static double pValue(long[] counts, double[] shares) {
        ExactMultinomial test = new ExactMultinomial(counts, shares);
        return Math.min(1, test.atMost(0, test.terms[0].length - 1, 0));
    }

    /// In how many ways so many requests can fall on so many servers; `Long.MAX_VALUE` for more
    /// than fit.
    static long outcomes(long total, int cells) {
        double ways = 1;
        for (int i = 1; i < cells; i++) {
            ways = ways * (total + i) / i;
        }
        return ways < Long.MAX_VALUE ? Math.round(ways) : Long.MAX_VALUE;
    }

    /// The probability of the outcomes that go on from here and end at or under the limit.
    private double atMost(int cell, int left, double sum) {
        if (cell == terms.length - 1) {
            double log = sum + terms[cell][left];
            return log <= limit ? Math.exp(log + logFactorial) : 0;
        }
        double probability = 0;
        for (int x = 0; x <= left; x++) {
            probability += atMost(cell + 1, left - x, sum + terms[cell][x]);
        }
        return probability;
    }
}
