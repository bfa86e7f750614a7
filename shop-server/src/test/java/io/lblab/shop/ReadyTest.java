package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.Client.Answer;
import io.lblab.shop.testkit.RealKafka;
import io.lblab.shop.testkit.RealRedis;
import io.lblab.shop.testkit.Shops;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `/health/ready` while a real Redis and a real Kafka broker come and go.
@Tag("local")
class ReadyTest {
    @TempDir Path directory;

    @Test
    void readinessNamesWhatIsAway() {
        Map<String, String> settings = Shops.settings(directory.resolve("shop.db"));
        try (RealRedis redis = new RealRedis(directory.resolve("redis"));
                RealKafka kafka = new RealKafka(directory.resolve("kafka"))) {
            settings.put("REDIS_HOST", "127.0.0.1");
            settings.put("REDIS_PORT", Integer.toString(redis.port()));
            settings.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
            try (Shop shop = Shops.start(settings)) {
                Client client = new Client(shop.port());
                Answer before = client.get("/health/ready");
                assertThat(before.status()).isEqualTo(503);
                assertThat(before.json().path("reason").asText())
                        .isEqualTo("redis and kafka cannot be reached");
                assertThat(before.json().path("checks").path("database").asText()).isEqualTo("ok");
                assertThat(before.json().path("checks").path("kafka").asText())
                        .contains(kafka.bootstrapServers());

                redis.start();
                awaitReason(client, "kafka cannot be reached");
                kafka.start();
                awaitReason(client, "");
                assertThat(client.get("/health/ready").body())
                        .isEqualTo(
                                "{\"status\":\"ready\",\"checks\":{\"database\":\"ok\",\"redis\":\"ok\","
                                        + "\"kafka\":\"ok\"}}");
                assertThat(client.buy(1, 1).status()).isEqualTo(200);

                redis.stop();
                awaitReason(client, "redis cannot be reached");
                redis.start();
                awaitReason(client, "");
                kafka.stop();
                awaitReason(client, "kafka cannot be reached");
                assertThat(client.get("/health/live").status()).isEqualTo(200);
            }
        }
    }

    private static void awaitReason(Client client, String reason) {
        Awaitility.await("reason \"" + reason + "\"")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    long begun = System.nanoTime();
                    Answer answer = client.get("/health/ready");
                    assertThat(Duration.ofNanos(System.nanoTime() - begun))
                            .isLessThan(Duration.ofSeconds(2));
                    return answer.json().path("reason").asText().equals(reason);
                });
    }
}
