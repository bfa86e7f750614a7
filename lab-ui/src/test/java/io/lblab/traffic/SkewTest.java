package io.lblab.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkewTest {

    private static final int REQUESTS = 200_000;

    @ParameterizedTest
    @ValueSource(strings = {"uniform", "zipf:1", "zipf:2.5", "heavy:50%", "heavy:29%"})
    void eachClientSendsItsPart(String text) {
        Skew skew = Skew.parse(text);
        double[] shares = skew.shares(20);
        int[] sent = new int[20];
        PlanSequence sequence = new PlanSequence(plan(skew, 20));
        for (int i = 0; i < REQUESTS; i++) {
            sent[sequence.at(i).client()]++;
        }

        assertThat(skew.text()).isEqualTo(text);
        assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-12));
        for (int i = 0; i < 20; i++) {
            double deviation = Math.sqrt(shares[i] * (1 - shares[i]) / REQUESTS);
            assertThat((double) sent[i] / REQUESTS).isCloseTo(shares[i], within(5 * deviation));
        }
    }

    @Test
    void zipfIsTheLawOfThatName() {
        double[] shares = new Skew.Zipf(1).shares(4);

        // 1 + 1/2 + 1/3 + 1/4 = 25/12
        assertThat(shares).containsExactly(new double[] {0.48, 0.24, 0.16, 0.12}, within(1e-12));
    }

    @Test
    void aloneOneSendsEverything() {
        assertThat(new Skew.Heavy(0.3).shares(1)).containsExactly(1);
        assertThat(new PlanSequence(plan(new Skew.Zipf(2), 1)).at(7).client()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pareto",
                "zipf:",
                "zipf:0",
                "zipf:9",
                "heavy:0",
                "heavy:100%",
                "uniform:2"
            })
    void whatIsNoneIsRefusedInWords(String text) {
        assertThatThrownBy(() -> Skew.parse(text))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageEndingWith(".");
    }

    private static TrafficPlan plan(Skew skew, int clients) {
        return new TrafficPlan(
                "t",
                URI.create("http://127.0.0.1:1"),
                List.of(WeightedRequest.get("/")),
                1_000,
                1,
                ClientPools.local(clients, 3).skewed(skew),
                42);
    }
}
