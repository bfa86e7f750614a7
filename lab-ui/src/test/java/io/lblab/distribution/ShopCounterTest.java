package io.lblab.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.distribution.ShopCounter.Reading;
import io.lblab.distribution.ShopCounter.Said;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ShopCounterTest {

    @Test
    void theLabsOwnQuestionsAreLeftOut() {
        String metrics =
                """
                # TYPE http_requests_total counter
                http_requests_total{endpoint="/products/{id}",method="GET",status="200"} 40.0
                http_requests_total{endpoint="/purchase",method="POST",status="400"} 2.0
                http_requests_total{endpoint="/health",method="GET",status="200"} 100.0
                http_requests_total{endpoint="/health/ready",method="GET",status="200"} 100.0
                http_requests_total{endpoint="/metrics",method="GET",status="200"} 100.0
                http_requests_total{endpoint="/lab/behaviour",method="PUT",status="200"} 100.0
                process_start_time_seconds 1.764E9
                """;

        assertThat(ShopCounter.parse(metrics)).contains(new Said(42, 1.764e9));
        assertThat(ShopCounter.parse("Bad Gateway")).isEmpty();
    }

    @Test
    void whatAnInstanceCountedBeforeItWasStartedAnewIsLost() {
        Reading before =
                new Reading(
                        Map.of(
                                "app1",
                                new Said(10, 1),
                                "app2",
                                new Said(20, 1),
                                "app3",
                                new Said(5, 1)));
        Reading after = new Reading(Map.of("app1", new Said(14, 1), "app2", new Said(30, 2)));

        ShopCounts counts = ShopCounter.between(before, after);

        assertThat(counts.answered())
                .isEqualTo(
                        Map.of(
                                "app1",
                                OptionalLong.of(4),
                                "app2",
                                OptionalLong.empty(),
                                "app3",
                                OptionalLong.empty()));
        assertThat(counts.isComplete()).isFalse();
        assertThat(counts.total()).isEqualTo(4);
    }
}
