package io.lblab.distribution.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HomogeneityTest {

    /// Agresti, Categorical Data Analysis (2002), table 3.1: aspirin and myocardial infarction.
    @Test
    void manyRequestsAreTestedByChiSquare() {
        Homogeneity test = Homogeneity.of(new long[] {189, 10_845}, new long[] {104, 10_933});

        assertThat(test.kind()).isEqualTo(GoodnessOfFit.Kind.CHI_SQUARE);
        assertThat(test.statistic()).isCloseTo(25.01, within(0.01));
        assertThat(test.degreesOfFreedom()).isEqualTo(1);
        assertThat(test.pValue()).isLessThan(1e-6);
    }

    /// Fisher's tea (The Design of Experiments, 1935): 3 and 1 against 1 and 3, p = 34/70.
    @Test
    void fewRequestsAreCountedOut() {
        Homogeneity tea = Homogeneity.of(new long[] {3, 1}, new long[] {1, 3});

        assertThat(tea.kind()).isEqualTo(GoodnessOfFit.Kind.EXACT);
        assertThat(tea.pValue()).isCloseTo(34.0 / 70, within(1e-9));
        assertThat(Homogeneity.of(new long[] {4, 0}, new long[] {0, 4}).pValue())
                .isCloseTo(2.0 / 70, within(1e-9));
    }

    /// Three servers, all tables of two rows 3 and 3 over columns 2, 2, 2 by hand: of 20 ways, 8
    /// for 1 1 1 and 2 for each other.
    @Test
    void threeServersAreCountedOutToo() {
        assertThat(Homogeneity.of(new long[] {2, 1, 0}, new long[] {0, 1, 2}).pValue())
                .isCloseTo(12.0 / 20, within(1e-9));
        assertThat(Homogeneity.of(new long[] {1, 1, 1}, new long[] {1, 1, 1}).pValue())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void whereNothingCanDifferNothingDoes() {
        assertThat(Homogeneity.of(new long[] {50, 0}, new long[] {70, 0}).pValue()).isEqualTo(1);
        assertThat(Homogeneity.of(new long[] {0, 0}, new long[] {70, 5}).pValue()).isEqualTo(1);
        assertThatThrownBy(() -> Homogeneity.of(new long[] {1}, new long[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// A rare server with large runs: neither test fits as it is.
    @Test
    void rareServersAreTakenTogether() {
        Homogeneity test =
                Homogeneity.of(
                        new long[] {5_000, 5_000, 3, 2, 1, 4, 2, 3},
                        new long[] {5_010, 4_990, 2, 3, 4, 1, 3, 2});

        assertThat(test.degreesOfFreedom()).isLessThan(7);
        assertThat(test.pValue()).isGreaterThan(0.5);
    }

    /// Twice the same shares are called different as seldom as the level says.
    @Test
    void falseRejectionsKeepTheLevel() {
        SplittableRandom random = new SplittableRandom(11);
        int rejected = 0;
        for (int i = 0; i < 4_000; i++) {
            long[] first = new long[3];
            long[] second = new long[3];
            for (int n = 0; n < 150; n++) {
                first[drawn(random)]++;
                second[drawn(random)]++;
            }
            rejected += Homogeneity.of(first, second).pValue() < 0.01 ? 1 : 0;
        }

        // 1 % of 4,000 are more than 62 once in a thousand times.
        assertThat(rejected).isBetween(15, 62);
    }

    private static int drawn(SplittableRandom random) {
        int ticket = random.nextInt(6);
        return ticket < 3 ? 0 : ticket < 5 ? 1 : 2;
    }
}
