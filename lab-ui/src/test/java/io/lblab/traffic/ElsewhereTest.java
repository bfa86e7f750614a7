package io.lblab.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElsewhereTest {

    @ParameterizedTest
    @CsvSource({
        "http://shop.example:8080, shop.example, http://shop.example:8080",
        "HTTPS://Shop.Example/, SHOP.EXAMPLE, https://Shop.Example",
        "http://10.0.0.7, 10.0.0.7, http://10.0.0.7",
    })
    void aHostThatIsTypedTwiceIsConfirmed(String address, String typed, URI base) {
        assertThat(Elsewhere.confirmed(address, typed).base()).isEqualTo(base);
    }

    @Test
    void anotherNameConfirmsNothing() {
        assertThatThrownBy(() -> Elsewhere.confirmed("http://shop.example", "yes"))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessage(
                        "\"yes\" is not the host of http://shop.example, so nothing was sent: to"
                                + " confirm it, type shop.example.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop.example",
                "ftp://shop.example",
                "http://shop.example/path",
                "http://user@shop.example",
                "http://shop.example?x=1",
                "http://",
                "http://sh op",
                "http://shop.example:99999",
                "http://shop.example:0",
                ""
            })
    void whatIsNoAddressIsRefused(String address) {
        assertThatThrownBy(() -> Elsewhere.confirmed(address, "shop.example"))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("is no address of a server: write http://host:port.");
    }

    @Test
    void aPlanGoesNowhereElseWithoutIt() {
        TrafficPlan plan =
                new TrafficPlan(
                        "x",
                        URI.create("http://127.0.0.1:8000"),
                        List.of(WeightedRequest.get("/")),
                        1,
                        1,
                        ClientPools.thisMachine(),
                        1);
        assertThatThrownBy(() -> plan.sentTo(URI.create("http://10.0.0.7"), plan.clients()))
                .isInstanceOf(InvalidPlanException.class);
        TrafficPlan away = plan.sentTo(Elsewhere.confirmed("http://10.0.0.7", "10.0.0.7"));
        assertThat(away.base()).isEqualTo(URI.create("http://10.0.0.7"));
        assertThat(away.withCookies(true).base()).isEqualTo(away.base());
    }
}
