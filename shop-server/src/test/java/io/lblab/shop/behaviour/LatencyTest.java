package io.lblab.shop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.DoubleSummaryStatistics;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LatencyTest {
    private static final int DRAWS = 20_000;

    @Test
    void fixedIsAlwaysTheSame() {
        assertThat(drawn(new Latency.Fixed(250)).getMin()).isEqualTo(250);
        assertThat(drawn(new Latency.Fixed(250)).getMax()).isEqualTo(250);
    }

    @Test
    void uniformStaysBetweenAndIsSpreadEvenly() {
        DoubleSummaryStatistics ms = drawn(new Latency.Uniform(100, 300));
        assertThat(ms.getMin()).isBetween(100.0, 101.0);
        assertThat(ms.getMax()).isBetween(299.0, 300.0);
        assertThat(ms.getAverage()).isCloseTo(200, within(2.0));
    }

    @Test
    void normalHasItsMeanAndDeviation() {
        Latency normal = new Latency.Normal(500, 50);
        assertThat(drawn(normal).getAverage()).isCloseTo(500, within(2.0));
        assertThat(draws(normal).map(ms -> (ms - 500) * (ms - 500)).average().orElseThrow())
                .isCloseTo(2_500, within(100.0));
    }

    @Test
    void exponentialHasItsMeanAndALongTail() {
        Latency exponential = new Latency.Exponential(100);
        assertThat(drawn(exponential).getAverage()).isCloseTo(100, within(3.0));
        // e^-3 of all are longer than three times the mean.
        assertThat(draws(exponential).filter(ms -> ms > 300).count() / (double) DRAWS)
                .isCloseTo(Math.exp(-3), within(0.01));
    }

    @Test
    void nothingIsBelowZeroOrAboveAMinute() {
        assertThat(drawn(new Latency.Normal(0, 60_000)).getMin()).isZero();
        assertThat(drawn(new Latency.Normal(60_000, 60_000)).getMax()).isEqualTo(60_000);
        assertThat(drawn(new Latency.Exponential(60_000)).getMax()).isEqualTo(60_000);
    }

    @Test
    void sameSeedDrawsTheSame() {
        Latency latency = new Latency.Exponential(100);
        assertThat(draws(latency).toArray()).isEqualTo(draws(latency).toArray());
    }

    private static DoubleSummaryStatistics drawn(Latency latency) {
        return draws(latency).summaryStatistics();
    }

    private static DoubleStream draws(Latency latency) {
        Random random = new Random(7);
        return DoubleStream.generate(() -> ms(latency.draw(random))).limit(DRAWS);
    }

    private static double ms(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
