package io.lblab.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lblab.traffic.Load.Arrivals;
import io.lblab.traffic.Load.Closed;
import io.lblab.traffic.Load.Open;
import io.lblab.traffic.Load.Stage;
import io.lblab.traffic.Load.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void aConstantRateIsDueAtEqualDistancesWithoutDrift() {
        List<Long> due = all(Open.constant(3, Duration.ofHours(2), Arrivals.EVEN), 1);

        assertThat(due).hasSize(2 * 3_600 * 3);
        for (int i = 0; i < due.size(); i++) {
            assertThat((double) due.get(i)).isCloseTo(i * (double) SECOND / 3, within(2.0));
        }
    }

    @Test
    void aRampMakesAsManyAsTheAreaUnderIt() {
        Open ramp =
                new Open(
                        List.of(
                                new Stage(0, 100, Duration.ofSeconds(10)),
                                new Stage(100, 100, Duration.ofSeconds(5)),
                                new Stage(100, 20, Duration.ofSeconds(10))),
                        Arrivals.EVEN,
                        64);
        List<Long> due = all(ramp, 1);

        assertThat(due).hasSize(500 + 500 + 600).isSorted();
        // Λ(t) = 5 t² in the first stage, so the 125th is due after five seconds.
        assertThat(due.get(125)).isCloseTo(5 * SECOND, within(10L));
        assertThat(due.get(500)).isCloseTo(10 * SECOND, within(10L));
        assertThat(due.get(1_000)).isCloseTo(15 * SECOND, within(10L));
        assertThat(due.getLast()).isLessThan(25 * SECOND);
    }

    @Test
    void poissonArrivalsAreExponentiallyFarApart() {
        List<Long> due = all(Open.constant(1_000, Duration.ofSeconds(100), Arrivals.POISSON), 42);

        assertThat((double) due.size()).isCloseTo(100_000, within(4 * Math.sqrt(100_000)));
        assertThat(due).isSorted();
        // Of exponential distances, 1 − 1/e are shorter than the mean.
        long shorter = 0;
        for (int i = 1; i < due.size(); i++) {
            shorter += due.get(i) - due.get(i - 1) < SECOND / 1_000 ? 1 : 0;
        }
        assertThat(shorter / (double) due.size()).isCloseTo(1 - 1 / Math.E, within(0.006));
    }

    @Test
    void theSeedDecidesTheMoments() {
        Open load = Open.constant(50, Duration.ofSeconds(10), Arrivals.POISSON);

        assertThat(all(load, 7)).isEqualTo(all(load, 7)).isNotEqualTo(all(load, 8));
    }

    @Test
    void afterTheEndThereIsNothing() {
        Schedule schedule = new Schedule(Open.constant(1, Duration.ofSeconds(1), Arrivals.EVEN), 1);

        assertThat(schedule.next()).isZero();
        assertThat(schedule.next()).isEqualTo(Schedule.END);
        assertThat(schedule.next()).isEqualTo(Schedule.END);
    }

    @Test
    void whatMakesNoSenseIsRefusedInWords() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new Stage(-1, 1, second))
                .hasMessage("A rate is between 0 and 100000 requests a second, not -1.0.");
        assertThatThrownBy(() -> new Stage(1, Double.NaN, second))
                .hasMessage("A rate is between 0 and 100000 requests a second, not NaN.");
        assertThatThrownBy(() -> new Stage(1, 1, Duration.ZERO))
                .hasMessage("A stage takes between a moment and 24 hours, not 0s.");
        assertThatThrownBy(() -> Open.constant(0, second, Arrivals.EVEN))
                .hasMessageContaining("That rate makes 0 requests in its time");
        assertThatThrownBy(() -> new Open(List.of(), Arrivals.EVEN, 1))
                .hasMessageContaining("between 1 and 100 stages");
        assertThatThrownBy(() -> new Closed(0, Duration.ZERO, Until.requests(1)))
                .hasMessage("The concurrency, 0, is not between 1 and 2048.");
        assertThatThrownBy(() -> Until.requests(0))
                .hasMessageStartingWith("The number of requests, 0, is not between 1 and");
        assertThatThrownBy(() -> Until.time(Duration.ofDays(2)))
                .hasMessageContaining("between a moment and 24 hours");
    }

    private static List<Long> all(Open load, long seed) {
        Schedule schedule = new Schedule(load, seed);
        List<Long> due = new ArrayList<>();
        for (long at = schedule.next(); at != Schedule.END; at = schedule.next()) {
            due.add(at);
        }
        return due;
    }
}
