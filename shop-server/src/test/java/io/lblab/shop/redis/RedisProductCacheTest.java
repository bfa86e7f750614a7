package io.lblab.shop.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.catalogue.Product;
import io.lblab.shop.catalogue.ProductView;
import io.lblab.shop.config.ShopConfig;
import io.lblab.shop.json.Json;
import io.lblab.shop.log.InstanceLog;
import io.lblab.shop.testkit.RealRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/// On a real Redis.
@Tag("local")
class RedisProductCacheTest {
    @TempDir static Path directory;
    private static RealRedis redis;

    private RedisProductCache cache;
    private Jedis client;

    @BeforeAll
    static void startRedis() {
        redis = new RealRedis(directory).start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void connect() {
        RedisLink link =
                new RedisLink(
                        new ShopConfig.Redis("127.0.0.1", redis.port(), 0, Optional.empty()),
                        new InstanceLog("1"));
        cache = new RedisProductCache(link, "stock-updates", new Json());
        client = redis.client();
        client.flushAll();
        Awaitility.await("Redis")
                .atMost(Duration.ofSeconds(10))
                .until(() -> cache.refresh(List.of(widget(7, 10, true))));
    }

    @AfterEach
    void disconnect() {
        client.close();
        cache.close();
    }

    @Test
    void textIsReadOnceForAsLongAsItIsTheSame() {
        ProductView first = cache.product(1).orElseThrow();
        assertThat(first.stock()).isEqualTo(7);
        assertThat(cache.product(1).orElseThrow()).isSameAs(first);

        client.set("product:1:data", client.get("product:1:data").replace(":7", ":3"));
        assertThat(cache.product(1).orElseThrow().stock()).isEqualTo(3);
        client.set("product:1:data", "{");
        assertThat(cache.product(1)).isEmpty();
        client.del("product:1:data");
        assertThat(cache.product(1)).isEmpty();
    }

    @Test
    void withdrawnProductIsForgottenAndNothingOlderTakesItsPlace() {
        cache.refresh(List.of(widget(7, 11, false)));

        assertThat(cache.product(1)).isEmpty();
        assertThat(client.exists("product:1:data", "product:1:stock")).isZero();
        cache.fill(List.of(widget(7, 10, true)));
        assertThat(cache.product(1)).isEmpty();

        cache.refresh(List.of(widget(6, 12, true)));
        assertThat(cache.product(1).orElseThrow().stock()).isEqualTo(6);
    }

    private static Product widget(int stock, long version, boolean active) {
        return new Product(1, "Widget", "Essentials", "widget-0", "", 999, stock, version, active);
    }
}
