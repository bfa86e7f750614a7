package io.lblab.forecast.conformance;

import java.util.List;

/// Pearson's test of counts against shares.
final class GoodnessOfFit {

    private static final double LEAST_EXPECTED = 5;

    private GoodnessOfFit() {}

    /// The chance that counts are as far from the shares as these, or farther. Servers from which
    /// fewer than five answers are to be expected are taken together.
    static double p(long[] counts, List<Double> shares) {
        long n = 0;
        for (long count : counts) {
            n += count;
        }
        double chi = 0;
        int cells = 0;
        double pooledExpected = 0;
        long pooled = 0;
        for (int i = 0; i < counts.length; i++) {
            double expected = n * shares.get(i);
            if (expected < LEAST_EXPECTED) {
                pooledExpected += expected;
                pooled += counts[i];
            } else {
                chi += (counts[i] - expected) * (counts[i] - expected) / expected;
                cells++;
            }
        }
        if (pooledExpected >= LEAST_EXPECTED) {
            chi += (pooled - pooledExpected) * (pooled - pooledExpected) / pooledExpected;
            cells++;
        }
        return cells < 2 ? 1 : upperGamma((cells - 1) / 2.0, chi / 2);
    }

    /// The regularised upper incomplete gamma function, by its series (Abramowitz and Stegun
    /// 6.5.29).
    static double upperGamma(double a, double x) {
        if (x <= 0) {
            return 1;
        }
        double term = 1 / a;
        double sum = term;
        for (int k = 1; term > sum * 1e-16; k++) {
            term *= x / (a + k);
            sum += term;
        }
        return Math.max(0, 1 - sum * Math.exp(-x + a * Math.log(x) - logGamma(a)));
    }

    /// Of a half or whole number.
    private static double logGamma(double a) {
        double log = a == Math.rint(a) ? 0 : 0.5 * Math.log(Math.PI);
        for (double b = a - 1; b > 0; b--) {
            log += Math.log(b);
        }
        return log;
    }

    /// The number that a count of rejections exceeds with a chance of one in ten thousand, when
    /// each of `n` tests rejects with that chance.
    static int mostByChance(int n, double chance) {
        double exactly = Math.pow(1 - chance, n);
        double atMost = exactly;
        int k = 0;
        while (atMost < 0.9999) {
            exactly *= (n - k) * chance / ((k + 1) * (1 - chance));
            atMost += exactly;
            k++;
        }
        return k;
    }
}
