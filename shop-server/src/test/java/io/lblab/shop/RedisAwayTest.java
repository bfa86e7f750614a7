package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.RealRedis;
import io.lblab.shop.testkit.Shops;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A shop whose Redis comes and goes.
@Tag("local")
class RedisAwayTest {
    @TempDir Path directory;

    @Test
    void redisThatIsStoppedIsMissedByNobodyAndUsedAgainWhenItIsBack() {
        RealRedis own = new RealRedis(directory.resolve("redis"));
        Map<String, String> settings = Shops.settings(directory.resolve("shop.db"));
        settings.put("REDIS_HOST", "127.0.0.1");
        settings.put("REDIS_PORT", Integer.toString(own.port()));
        try (Shop shop = Shops.start(settings)) {
            Client client = new Client(shop.port());
            assertThat(client.get("/stock").status()).isEqualTo(200);
            own.start();
            Awaitility.await("redis is filled")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> !client.get("/debug/stock").json().path("redis_stock").isNull());
            own.stop();
            assertThat(client.get("/stock").status()).isEqualTo(200);
            assertThat(client.setStock(1, 77).status()).isEqualTo(200);
            assertThat(client.get("/products/1").json().path("stock").asInt()).isEqualTo(77);
            own.start();
            Awaitility.await("redis has the change made meanwhile")
                    .atMost(Duration.ofSeconds(20))
                    .until(() ->
                            client.get("/debug/stock").json().path("redis_stock").asInt() == 77);
        } finally {
            own.close();
        }
    }
}
