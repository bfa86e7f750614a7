package io.lblab.distribution.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.traffic.ClientPools;
import io.lblab.traffic.Load;
import io.lblab.traffic.LoadText;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.WeightedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What a plan asks for, in one line of a report.
class WordsTest {

    @Test
    void aNumberOfRequestsIsSaid() {
        assertThat(said(closed(64, Duration.ZERO, Load.Until.requests(10_000))))
                .isEqualTo("10,000 × GET /products/1, 64 at a time, from one client");
    }

    @Test
    void aRunByTheClockHasNoNumberOfRequests() {
        Load byClock = closed(1, Duration.ofMillis(5), Load.Until.time(Duration.ofSeconds(30)));

        assertThat(plan(byClock).requestsForeseen()).isEmpty();
        assertThat(said(byClock))
                .isEqualTo(
                        "GET /products/1 for 30.0 s, one after the other, 5ms between them, from one client");
    }

    @Test
    void ofBothEndsBothAreSaid() {
        Load.Until both = new Load.Until(OptionalLong.of(500), Optional.of(Duration.ofMinutes(2)));

        assertThat(plan(closed(4, Duration.ZERO, both)).requestsForeseen()).hasValue(500);
        assertThat(said(closed(4, Duration.ZERO, both)))
                .isEqualTo("500 × GET /products/1 for 2 min 0 s, 4 at a time, from one client");
    }

    @Test
    void anOpenModelIsSaidAsItsRates() {
        Load open =
                LoadText.open("0-500:10s,500:30s", Optional.empty(), Load.Arrivals.POISSON, 1_024);

        assertThat(said(open))
                .isEqualTo(
                        "GET /products/1, 0-500:10s,500:30s requests a second, Poisson arrivals, from one client");
    }

    private static Load closed(int clients, Duration think, Load.Until until) {
        return new Load.Closed(clients, think, until);
    }

    private static String said(Load load) {
        return Words.plan(plan(load));
    }

    private static TrafficPlan plan(Load load) {
        return new TrafficPlan(
                "test",
                URI.create("http://127.0.0.1:8000"),
                List.of(WeightedRequest.get("/products/1")),
                load,
                ClientPools.thisMachine(),
                1);
    }
}
