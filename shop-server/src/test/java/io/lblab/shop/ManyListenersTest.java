package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.ManyListeners;
import io.lblab.shop.testkit.RealRedis;
import io.lblab.shop.testkit.ShopJar;
import io.lblab.shop.testkit.Shops;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/// Thousands of listeners on one instance, in the heap that the lab gives it, with a real Redis.
/// `-Dsse.listeners=10000` tries more.
@Tag("local")
class ManyListenersTest {
    private static final int LISTENERS = Integer.getInteger("sse.listeners", 2_000);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ROUNDS = 9;

    @TempDir static Path directory;

    private static RealRedis redis;
    private static ShopJar shop;
    private static Client client;

    @BeforeAll
    static void start() {
        redis = new RealRedis(directory.resolve("redis")).start();
        Map<String, String> settings = new HashMap<>(Shops.settings(directory.resolve("shop.db")));
        settings.put("REDIS_HOST", "127.0.0.1");
        settings.put("REDIS_PORT", Integer.toString(redis.port()));
        shop = ShopJar.start(settings, directory);
        client = new Client(shop.port());
    }

    @AfterAll
    static void stop() {
        shop.close();
        redis.close();
    }

    @Test
    void changeReachesEveryListenerWithinHalfASecond() {
        try (ManyListeners listeners = new ManyListeners(shop.port(), LISTENERS);
                Jedis publisher = redis.client()) {
            List<Long> tookMs = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                int stock = 1_000 + round;
                listeners.expect("data: {\"product_id\":1,\"stock\":%d}\n\n".formatted(stock));
                long published = System.nanoTime();
                publish(publisher, stock);
                tookMs.add((listeners.awaitAll(PATIENCE) - published) / 1_000_000);
            }
            System.out.printf(
                    "%d listeners: the last one heard after %s ms; %s%n",
                    LISTENERS, tookMs, memory());
            Collections.sort(tookMs);
            assertThat(tookMs.get(ROUNDS / 2)).isLessThan(500);
            assertThat(listeners.ended()).isZero();
        }
    }

    @Test
    void thousandChangesInOneBurstCutNobodyOff() {
        try (ManyListeners listeners = new ManyListeners(shop.port(), LISTENERS);
                Jedis publisher = redis.client()) {
            listeners.expect("data: {\"product_id\":1,\"stock\":999}\n\n");
            burst(publisher, 1_000);
            listeners.awaitAll(PATIENCE);
            assertThat(listeners.ended()).isZero();
        }
    }

    @Test
    void clientThatDoesNotReadIsCutOffAndTheOthersHearOn() throws IOException {
        try (ManyListeners others = new ManyListeners(shop.port(), 5);
                Socket deaf = new Socket();
                Jedis publisher = redis.client()) {
            awaitClients(5);
            deaf.setReceiveBufferSize(4_096);
            deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), shop.port()));
            deaf.getOutputStream()
                    .write(
                            "GET /events HTTP/1.1\r\nHost: x\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            awaitClients(6);
            int bursts = 0;
            long slowestMs = 0;
            while (clients() == 6 && bursts < 1_000) {
                others.expect("data: {\"product_id\":1,\"stock\":999}\n\n");
                long published = System.nanoTime();
                burst(publisher, 1_000);
                slowestMs =
                        Math.max(slowestMs, (others.awaitAll(PATIENCE) - published) / 1_000_000);
                others.expect("data: {\"product_id\":2,\"stock\":0}\n\n");
                publisher.publish("stock-updates", "{\"product_id\":2,\"stock\":0}");
                others.awaitAll(PATIENCE);
                bursts++;
            }
            System.out.printf(
                    "cut off after %d events; the others heard each thousand after %d ms at most; %s%n",
                    bursts * 1_001, slowestMs, memory());
            assertThat(clients()).isEqualTo(5);
            assertThat(others.ended()).isZero();
        }
    }

    private static void burst(Jedis publisher, int count) {
        try (Pipeline pipeline = publisher.pipelined()) {
            for (int stock = 0; stock < count; stock++) {
                pipeline.publish(
                        "stock-updates", "{\"product_id\":1,\"stock\":%d}".formatted(stock));
            }
        }
    }

    private static void publish(Jedis publisher, int stock) {
        publisher.publish("stock-updates", "{\"product_id\":1,\"stock\":%d}".formatted(stock));
    }

    private static void awaitClients(int count) {
        Awaitility.await(count + " clients").atMost(PATIENCE).until(() -> clients() == count);
    }

    private static int clients() {
        return (int) metric("sse_clients ");
    }

    private static String memory() {
        return "resident %.0f MB, heap %.0f MB"
                .formatted(
                        metric("process_resident_memory_bytes ") / 1e6,
                        client.get("/metrics")
                                        .body()
                                        .lines()
                                        .filter(l -> l.startsWith("jvm_memory_used_bytes"))
                                        .filter(l -> l.contains("heap\"") && !l.contains("nonheap"))
                                        .mapToDouble(ManyListenersTest::value)
                                        .sum()
                                / 1e6);
    }

    private static double metric(String name) {
        return client.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(ManyListenersTest::value)
                .findFirst()
                .orElseThrow();
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ')));
    }
}
