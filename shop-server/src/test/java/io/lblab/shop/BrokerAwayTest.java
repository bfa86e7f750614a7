package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.Client.Answer;
import io.lblab.shop.testkit.RealKafka;
import io.lblab.shop.testkit.Shops;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A shop that starts before its broker, and loses it.
@Tag("local")
class BrokerAwayTest {
    @TempDir Path directory;

    @Test
    void withoutItsBrokerTheShopCancelsAndWithItItSells() {
        try (RealKafka kafka = new RealKafka(directory.resolve("kafka"))) {
            Map<String, String> settings = Shops.settings(directory.resolve("shop.db"));
            settings.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
            try (Shop shop = Shops.start(settings)) {
                Client client = new Client(shop.port());
                assertRefusedAndCancelled(client);

                kafka.start();
                awaitSale(client);

                kafka.stop();
                assertRefusedAndCancelled(client);

                kafka.start();
                awaitSale(client);
            }
        }
    }

    private static void assertRefusedAndCancelled(Client client) {
        int stock = client.stock(1);
        long begun = System.nanoTime();
        Answer answer = client.buy(1, 1);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(answer.status()).isEqualTo(400);
        long order = answer.json().path("order_id").asLong();
        assertThat(answer.body())
                .isEqualTo(
                        "{\"ok\":false,\"error\":\"broker_unavailable\",\"order_id\":"
                                + order
                                + "}");
        assertThat(took).isLessThan(Duration.ofSeconds(4));
        assertThat(client.state(order)).isEqualTo("cancelled");
        assertThat(client.stock(1)).isEqualTo(stock);
    }

    private static void awaitSale(Client client) {
        Answer sold =
                Awaitility.await("a purchase is accepted")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> client.buy(1, 1), answer -> answer.status() == 200);
        client.awaitState(sold.json().path("order_id").asLong(), "paid");
    }
}
