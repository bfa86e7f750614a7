package io.lblab.distribution.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.lblab.distribution.statistics.GoodnessOfFit.Kind;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GoodnessOfFitTest {

    /// Mendel (1866), 556 peas expected 9:3:3:1: χ² = 0.470 with 3 degrees of freedom, p = 0.925,
    /// as textbooks have it.
    @Test
    void mendelsPeasFitNineToThreeToThreeToOne() {
        GoodnessOfFit fit = fit(counts(315, 101, 108, 32), 9, 3, 3, 1);

        assertThat(fit.kind()).isEqualTo(Kind.CHI_SQUARE);
        assertThat(fit.statistic()).isCloseTo(0.4700240, offset(1e-6));
        assertThat(fit.degreesOfFreedom()).isEqualTo(3);
        assertThat(fit.pValue()).isCloseTo(0.9254259, offset(1e-6));
        assertThat(fit.pooled()).isZero();
    }

    /// scipy.stats.chisquare([7520, 2480], [7500, 2500])
    @Test
    void largeCountsAreTestedByChiSquare() {
        GoodnessOfFit fit = fit(counts(7_520, 2_480), 3, 1);

        assertThat(fit.kind()).isEqualTo(Kind.CHI_SQUARE);
        assertThat(fit.pValue()).isCloseTo(0.6441672, offset(1e-6));
    }

    /// The same as the exact binomial test: scipy.stats.binomtest.
    @Test
    void twoServersWithFewRequestsAreTheBinomialTest() {
        assertExact(fit(counts(2, 10), 1, 3), 0.741896391);
        assertExact(fit(counts(0, 8), 1, 1), 0.0078125);
        assertExact(fit(counts(7, 13), 3, 1), 0.000183704058);
    }

    /// Counted out with scipy.stats.multinomial over all outcomes.
    @Test
    void moreServersWithFewRequestsAreCountedOut() {
        assertExact(fit(counts(5, 2, 1), 1, 1, 1), 0.2958390489);
        assertExact(fit(counts(0, 4, 6), 2, 1, 1), 0.0014610291);
        assertExact(fit(counts(1, 8, 3, 0), 4, 3, 2, 1), 0.019822036928);
    }

    @Test
    void aServerThatExpectsNothingIsNoMatterOfChance() {
        assertThat(fit(counts(5_000, 5_000, 0), 1, 1, 0))
                .isEqualTo(fit(counts(5_000, 5_000), 1, 1));
        assertThat(fit(counts(5_000, 5_000, 1), 1, 1, 0))
                .extracting(GoodnessOfFit::kind, GoodnessOfFit::pValue)
                .containsExactly(Kind.CERTAIN, 0.0);
        assertThat(fit(counts(40, 0), 1, 0).pValue()).isEqualTo(1);
    }

    @Test
    void nothingCountedFitsAnything() {
        assertThat(fit(counts(0, 0), 1, 1).pValue()).isEqualTo(1);
    }

    /// Ten servers and 30 requests are 211,915,132 outcomes, at 3 each: servers are taken together
    /// until it is within bounds, and what is odd is still seen.
    @Test
    @Timeout(10)
    void theWorkIsBounded() {
        GoodnessOfFit even =
                fit(counts(3, 3, 3, 3, 3, 3, 3, 3, 3, 3), 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        GoodnessOfFit odd =
                fit(counts(30, 0, 0, 0, 0, 0, 0, 0, 0, 0), 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

        assertThat(even.pooled()).isPositive();
        assertThat(even.pValue()).isGreaterThan(0.5);
        assertThat(odd.pValue()).isLessThan(1e-10);
    }

    @Test
    @Timeout(10)
    void tinySharesBesideLargeOnesAreWithinBoundsToo() {
        assertThat(fit(counts(99_990, 4, 3, 3), 100_000, 4, 4, 4).pValue()).isGreaterThan(0.5);
        assertThat(fit(counts(99_900, 94, 3, 3), 100_000, 4, 4, 4).pValue()).isLessThan(1e-6);
        double[] shares = new double[32];
        Arrays.fill(shares, 1);
        long[] counts = new long[32];
        counts[3] = 8;
        long before = System.nanoTime();
        assertThat(GoodnessOfFit.of(counts, shares).pValue()).isBetween(0.0, 1.0);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void countsWithoutSharesAreRefused() {
        assertThatThrownBy(() -> fit(counts(1, 2), 1)).hasMessageContaining("needs a share");
        assertThatThrownBy(() -> fit(counts(1, 2), 0, 0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> fit(counts(1, 2), 1, Double.NaN)).hasMessageContaining("NaN");
    }

    /// 2 · 0.5⁷ is above 1 %, 2 · 0.5⁸ below.
    @Test
    void belowSomeNumberOfRequestsNothingCanBeRejected() {
        assertThat(GoodnessOfFit.fewest(new double[] {1, 1}, 0.01)).isEqualTo(8);
        assertThat(fit(counts(0, 7), 1, 1).pValue()).isGreaterThan(0.01);
        assertThat(fit(counts(0, 8), 1, 1).pValue()).isLessThan(0.01);
        assertThat(GoodnessOfFit.fewest(new double[] {3, 1}, 0.01)).isEqualTo(4);
        assertThat(GoodnessOfFit.fewest(new double[] {1, 0}, 0.01)).isZero();
    }

    private static void assertExact(GoodnessOfFit fit, double pValue) {
        assertThat(fit.kind()).isEqualTo(Kind.EXACT);
        assertThat(fit.pValue()).isCloseTo(pValue, offset(1e-9));
    }

    private static GoodnessOfFit fit(long[] counts, double... shares) {
        return GoodnessOfFit.of(counts, shares);
    }

    private static long[] counts(long... counts) {
        return counts;
    }
}
