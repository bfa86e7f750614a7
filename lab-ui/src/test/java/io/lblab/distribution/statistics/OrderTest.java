package io.lblab.distribution.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.lblab.distribution.statistics.RunsTest.Order;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderTest {

    /// Swed and Eisenhart (1943), table for 20 and 20: 14 runs and fewer have P = 0.018.
    @Test
    void theExactDistributionIsThatOfTheTables() {
        RunsTest test = RunsTest.of(twentyAndTwentyInFourteenRuns()).orElseThrow();

        assertThat(test.runs()).isEqualTo(14);
        assertThat(test.expected()).isEqualTo(21);
        assertThat(test.pValue()).isCloseTo(2 * 0.0181627146, offset(1e-9));
    }

    /// 10 + 10 in turn: 2 of the 184,756 orders have 20 runs; both tails make it 4.
    @Test
    void turnsAreTooRegularForChance() {
        RunsTest test = RunsTest.of(IntStream.range(0, 20).map(i -> i % 2).toArray()).orElseThrow();

        assertThat(test.pValue()).isCloseTo(4 / 184_756.0, offset(1e-12));
        assertThat(test.order(0.01)).isEqualTo(Order.TOO_REGULAR);
    }

    @Test
    void blocksAreTooClusteredForChance() {
        RunsTest test =
                RunsTest.of(IntStream.range(0, 20).map(i -> i / 10).toArray()).orElseThrow();

        assertThat(test.order(0.01)).isEqualTo(Order.TOO_CLUSTERED);
        assertThat(test.order(1e-9)).isEqualTo(Order.LIKE_CHANCE);
    }

    /// Mean and variance of Barton and David (1957): 41 and 3.58906² for three times 20.
    @Test
    void threeServersInTurnAreTooRegular() {
        RunsTest test = RunsTest.of(IntStream.range(0, 60).map(i -> i % 3).toArray()).orElseThrow();

        assertThat(test.expected()).isCloseTo(41, offset(1e-9));
        assertThat(test.deviation()).isCloseTo(3.5890605918, offset(1e-9));
        assertThat(test.pValue()).isCloseTo(2.542378e-7, offset(1e-12));
        assertThat(test.order(0.01)).isEqualTo(Order.TOO_REGULAR);
    }

    @Test
    void oneServerHasNoOrder() {
        assertThat(RunsTest.of(new int[100])).isEmpty();
        assertThat(RunsTest.of(new int[0])).isEmpty();
        assertThat(RunsTest.of(new int[] {0, 1, 2})).isEmpty();
    }

    @Test
    void picksAreHeldAgainstTheForecast() {
        assertThat(PickComparison.of(new int[] {0, 0, 1, 0}, new int[] {0, 0, 1, 0}))
                .isEqualTo(new PickComparison(4, 0, OptionalInt.empty()));
        assertThat(PickComparison.of(new int[] {0, 1, 0, 0, 1}, new int[] {0, 0, 1, 0}))
                .isEqualTo(new PickComparison(4, 2, OptionalInt.of(1)));
    }

    /// 0 0 1 0 under 3:1: after two picks 2 of the 1.5 expected.
    @Test
    void smoothRoundRobinStaysWithinOne() {
        assertThat(PrefixDeviation.of(new int[] {0, 0, 1, 0}, new double[] {3, 1}))
                .isEqualTo(new PrefixDeviation(0.5, 0, 2));
        assertThat(PrefixDeviation.of(new int[] {0, 0, 0, 0, 0, 0, 1, 1}, new double[] {3, 1}))
                .isEqualTo(new PrefixDeviation(1.5, 0, 6));
    }

    /// May and Johnson (1997), 220 patients: Goodman's intervals at 95 %.
    @Test
    void intervalsAreGoodmans() {
        var intervals = ShareInterval.of(new long[] {91, 49, 37, 43}, 0.95);

        assertThat(intervals.get(0).low()).isCloseTo(0.33420248, offset(1e-7));
        assertThat(intervals.get(0).high()).isCloseTo(0.49783321, offset(1e-7));
        assertThat(intervals.get(2).low()).isCloseTo(0.11455134, offset(1e-7));
        assertThat(intervals.get(2).high()).isCloseTo(0.24011208, offset(1e-7));
        assertThat(ShareInterval.of(new long[] {0, 0}, 0.95)).containsOnly(new ShareInterval(0, 1));
        assertThat(ShareInterval.of(new long[] {0, 50}, 0.95).getFirst().high())
                .isBetween(0.05, 0.2);
    }

    private static int[] twentyAndTwentyInFourteenRuns() {
        // Seven runs each: six of two picks and one of eight.
        int[] picks = new int[40];
        int at = 0;
        for (int run = 0; run < 14; run++) {
            for (int i = 0; i < (run < 12 ? 2 : 8); i++) {
                picks[at++] = run % 2;
            }
        }
        return picks;
    }
}
