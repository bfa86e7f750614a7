package io.lblab.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.traffic.Load.Arrivals;
import io.lblab.traffic.Load.Open;
import io.lblab.traffic.Load.Stage;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTextTest {

    @Test
    void aRateAloneHoldsForTheDuration() {
        assertThat(open("500", Optional.of("3s")).stages())
                .containsExactly(new Stage(500, 500, Duration.ofSeconds(3)));
        assertThat(open("0.5", Optional.empty()).stages())
                .containsExactly(new Stage(0.5, 0.5, Duration.ofSeconds(10)));
    }

    @Test
    void stagesMakeACurve() {
        Open curve = open("0-500:10s, 500:1.5m ,500-20:250ms", Optional.empty());

        assertThat(curve.stages())
                .containsExactly(
                        new Stage(0, 500, Duration.ofSeconds(10)),
                        new Stage(500, 500, Duration.ofSeconds(90)),
                        new Stage(500, 20, Duration.ofMillis(250)));
        assertThat(open(LoadText.of(curve), Optional.empty())).isEqualTo(curve);
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "30s, 30000", "2m, 120000", "1h, 3600000", "1.5s, 1500", "7, 7000"})
    void timesAreRead(String text, long millis) {
        assertThat(LoadText.time(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "-5", "5-", "1..2", "500,10", "5:", "5:x", "1e9", "500/s"})
    void whatIsNoRateIsRefusedInWords(String text) {
        assertThatThrownBy(() -> open(text, Optional.empty()))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageEndingWith(".");
    }

    @Test
    void aDurationBesideStagesIsRefused() {
        assertThatThrownBy(() -> open("5:1s", Optional.of("3s")))
                .hasMessage("The stages have times of their own: leave the duration out.");
    }

    @Test
    void arrivalsHaveTwoNames() {
        assertThat(LoadText.arrivals("Poisson")).isEqualTo(Arrivals.POISSON);
        assertThatThrownBy(() -> LoadText.arrivals("bursty"))
                .hasMessage("There are no arrivals \"bursty\": use even or poisson.");
    }

    private static Open open(String rates, Optional<String> time) {
        return LoadText.open(rates, time, Arrivals.EVEN, 10);
    }
}
