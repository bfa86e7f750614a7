package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.Client.Answer;
import io.lblab.shop.testkit.EventStream;
import io.lblab.shop.testkit.RealKafka;
import io.lblab.shop.testkit.RealRedis;
import io.lblab.shop.testkit.ShopJar;
import io.lblab.shop.testkit.Shops;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SIGTERM for an instance that is at work.
@Tag("local")
class StopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> TOKEN = Map.of("X-Lab-Token", "t");

    /// What the JVM exits with after SIGTERM, its shutdown hooks run: 128 + 15.
    private static final int TERMINATED = 143;

    @TempDir Path directory;

    @Test
    void openRequestsFinishListenersAreSentAwayAndTheOtherInstanceGoesOn() throws Exception {
        try (RealRedis redis = new RealRedis(directory.resolve("redis")).start();
                RealKafka kafka = new RealKafka(directory.resolve("kafka")).start()) {
            Map<String, String> settings = settings();
            settings.put("REDIS_HOST", "127.0.0.1");
            settings.put("REDIS_PORT", Integer.toString(redis.port()));
            settings.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
            try (ShopJar one = ShopJar.start(settings, directory);
                    ShopJar two = ShopJar.start(with(settings, "INSTANCE_ID", "2"), directory)) {
                Client first = new Client(one.port());
                Client second = new Client(two.port());
                awaitReady(first);
                awaitReady(second);
                one.process().awaitOutput("payments worker has", PATIENCE);
                two.process().awaitOutput("payments worker has", PATIENCE);
                first.awaitState(first.buy(2, 1).json().path("order_id").asLong(), "paid");
                slow(first, 2_000);

                List<Answer> answers = new ArrayList<>();
                try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                        EventStream listener = new EventStream(first)) {
                    List<Future<Answer>> sent = new ArrayList<>();
                    for (int i = 0; i < 50; i++) {
                        sent.add(threads.submit(() -> first.get("/products/1")));
                    }
                    awaitOpen(first, 52); // the listener, and who asks for this, are two
                    one.process().process().destroy();
                    listener.awaitEnd();
                    assertThat(listener.lines())
                            .contains("event: bye", "data: {\"instance\":\"1\"}")
                            .doesNotContain("broken off");
                    for (Future<Answer> answer : sent) {
                        answers.add(answer.get());
                    }
                }
                assertThat(answers).hasSize(50).allMatch(answer -> answer.status() == 200);
                assertThat(one.process().awaitExit(PATIENCE)).isEqualTo(TERMINATED);

                assertOrdersArePaidAtOnce(second);
                assertThat(one.process().output())
                        .contains("stopping; serving for 0 ms more")
                        .doesNotContain("Exception", "still open");
            }
        }
    }

    @Test
    void instanceServesOnForTheDrainDelayButSaysThatItIsNotReady() {
        try (ShopJar jar = ShopJar.start(with(settings(), "DRAIN_DELAY_MS", "3000"), directory)) {
            Client client = new Client(jar.port());
            assertThat(client.get("/health/ready").status()).isEqualTo(200);
            try (EventStream listener = new EventStream(client)) {
                jar.process().process().destroy();
                Awaitility.await("not ready")
                        .pollInterval(Duration.ofMillis(20))
                        .until(() ->
                                client.get("/health/ready")
                                        .json()
                                        .path("reason")
                                        .asText()
                                        .equals("this instance is stopping"));
                Client late = new Client(jar.port());
                assertThat(late.get("/health").status()).isEqualTo(200);
                assertThat(late.setStock(1, 66).status()).isEqualTo(200);
                listener.awaitLine("data: {\"product_id\":1,\"stock\":66}");
                assertThat(listener.lines()).doesNotContain("event: bye");

                listener.awaitEnd();
                assertThat(listener.lines()).contains("event: bye");
            }
            assertThat(jar.process().awaitExit(PATIENCE)).isEqualTo(TERMINATED);
        }
    }

    @Test
    void requestThatTakesTooLongIsNotWaitedFor() throws Exception {
        try (ShopJar jar = ShopJar.start(with(settings(), "STOP_TIMEOUT_MS", "300"), directory);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Client client = new Client(jar.port());
            slow(client, 60_000);
            Future<Answer> endless = threads.submit(() -> client.get("/products/1"));
            awaitOpen(client, 2);
            jar.process().process().destroy();
            assertThat(jar.process().awaitExit(Duration.ofSeconds(10))).isEqualTo(TERMINATED);
            assertThat(jar.process().output()).contains("although 1 requests are still open");
            assertThat(endless).failsWithin(PATIENCE);
        }
    }

    /// Twenty-four, so that every partition has some: had the instance that is gone not left its
    /// group, half of them would wait for the session's end, 8 s.
    private static void assertOrdersArePaidAtOnce(Client client) throws Exception {
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> orders = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                orders.add(
                        threads.submit(() -> {
                            long order = client.buy(1, 1).json().path("order_id").asLong();
                            client.awaitState(order, "paid");
                        }));
            }
            for (Future<?> order : orders) {
                order.get();
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        System.out.println("after the stop, 24 orders were paid in " + took);
        assertThat(took).isLessThan(Duration.ofSeconds(4));
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Shops.settings(directory.resolve("shop.db")));
        settings.put("LAB_TOKEN", "t");
        return settings;
    }

    private static Map<String, String> with(
            Map<String, String> settings, String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return more;
    }

    private static void slow(Client client, int ms) {
        String body = "{\"latency\":{\"kind\":\"fixed\",\"ms\":%d}}".formatted(ms);
        assertThat(client.send("PUT", "/lab/behaviour", body, TOKEN).status()).isEqualTo(200);
    }

    private static void awaitReady(Client client) {
        Awaitility.await("ready")
                .atMost(PATIENCE)
                .until(() -> client.get("/health/ready").status() == 200);
    }

    private static void awaitOpen(Client client, int requests) {
        Awaitility.await(requests + " open requests")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        client.get("/metrics")
                                .body()
                                .contains("http_requests_open " + requests + ".0"));
    }
}
