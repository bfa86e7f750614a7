package io.lblab.distribution.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that really are dealt out at random are rejected no oftener than the level says.
class FalseRejectionTest {

    private static final double LEVEL = 0.01;
    private static final int CASES = 10_000;

    /// So many rejections chance exceeds once in a thousand times.
    private static final int AT_MOST =
            BinomialDistribution.of(CASES, LEVEL).inverseCumulativeProbability(0.999);

    private final SplittableRandom random = new SplittableRandom(20_261_123);

    @Test
    void randomSharesAreSeldomRejected() {
        int rejected = 0;
        for (int i = 0; i < CASES; i++) {
            double[] weights = weights(2 + random.nextInt(9));
            long[] counts = new long[weights.length];
            for (int pick : picks(weights, 50 + random.nextInt(450))) {
                counts[pick]++;
            }
            rejected += GoodnessOfFit.of(counts, weights).pValue() < LEVEL ? 1 : 0;
        }

        assertThat(rejected).isBetween(CASES / 1_000, AT_MOST);
    }

    @Test
    void fewRequestsAreSeldomRejected() {
        int rejected = 0;
        for (int i = 0; i < CASES; i++) {
            double[] weights = weights(2 + random.nextInt(3));
            long[] counts = new long[weights.length];
            for (int pick : picks(weights, 1 + random.nextInt(30))) {
                counts[pick]++;
            }
            rejected += GoodnessOfFit.of(counts, weights).pValue() < LEVEL ? 1 : 0;
        }

        assertThat(rejected).isLessThanOrEqualTo(AT_MOST);
    }

    /// The canary: with the shares of a wrong model the test has to reject.
    @Test
    void wrongSharesAreRejected() {
        int rejected = 0;
        for (int i = 0; i < 200; i++) {
            long[] counts = new long[2];
            for (int pick : picks(new double[] {3, 1}, 400)) {
                counts[pick]++;
            }
            rejected += GoodnessOfFit.of(counts, new double[] {1, 1}).pValue() < LEVEL ? 1 : 0;
        }

        assertThat(rejected).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 10})
    void randomOrdersAreSeldomRejected(int servers) {
        int rejected = 0;
        for (int i = 0; i < CASES; i++) {
            int[] picks = picks(weights(servers), 10 + random.nextInt(290));
            rejected +=
                    RunsTest.of(picks).filter(test -> test.pValue() < LEVEL).isPresent() ? 1 : 0;
        }

        assertThat(rejected).isBetween(CASES / 1_000, AT_MOST);
    }

    @Test
    void intervalsHoldTheTrueSharesAsOftenAsTheySay() {
        int missed = 0;
        for (int i = 0; i < CASES; i++) {
            double[] weights = weights(2 + random.nextInt(5));
            long[] counts = new long[weights.length];
            for (int pick : picks(weights, 100 + random.nextInt(400))) {
                counts[pick]++;
            }
            var intervals = ShareInterval.of(counts, 1 - LEVEL);
            double total = sum(weights);
            boolean all = true;
            for (int server = 0; server < weights.length; server++) {
                all &= intervals.get(server).contains(weights[server] / total);
            }
            missed += all ? 0 : 1;
        }

        assertThat(missed).isLessThanOrEqualTo(AT_MOST);
    }

    private double[] weights(int servers) {
        double[] weights = new double[servers];
        for (int i = 0; i < servers; i++) {
            weights[i] = 1 + random.nextInt(20);
        }
        return weights;
    }

    private int[] picks(double[] weights, int count) {
        double total = sum(weights);
        int[] picks = new int[count];
        for (int i = 0; i < count; i++) {
            double left = random.nextDouble(total);
            while (left >= weights[picks[i]]) {
                left -= weights[picks[i]];
                picks[i]++;
            }
        }
        return picks;
    }

    private static double sum(double[] weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        return total;
    }
}
