package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.Client.Answer;
import io.lblab.shop.testkit.EventStream;
import io.lblab.shop.testkit.RealKafka;
import io.lblab.shop.testkit.RealRedis;
import io.lblab.shop.testkit.Shops;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two instances on one database file, a real Redis and a real Kafka broker.
@Tag("local")
class KafkaAndRedisTest {
    @TempDir static Path servers;
    @TempDir Path directory;

    private static RealRedis redis;
    private static RealKafka kafka;

    private Shop one;
    private Shop two;
    private Client first;
    private Client second;
    private Map<String, String> settings;

    @BeforeAll
    static void startServers() {
        redis = new RealRedis(servers.resolve("redis")).start();
        kafka = new RealKafka(servers.resolve("kafka"));
    }

    @AfterAll
    static void stopServers() {
        kafka.close();
        redis.close();
    }

    @BeforeEach
    void startShops() {
        settings = Shops.settings(directory.resolve("shop.db"));
        settings.put("REDIS_HOST", "127.0.0.1");
        settings.put("REDIS_PORT", Integer.toString(redis.port()));
        settings.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        settings.put("PURCHASE_TOPIC", "purchases-" + directory.getFileName());
        settings.put("PAYMENT_DELAY_MS", "300");
        try (var client = redis.client()) {
            client.flushAll();
        }
        one = Shops.start(settings);
        first = new Client(one.port());
        settings.put("INSTANCE_ID", "2");
        two = Shops.start(settings);
        second = new Client(two.port());
    }

    @AfterEach
    void stopShops() {
        one.close();
        two.close();
    }

    @Test
    void purchaseOnOneInstanceIsPaidAndHeardOfOnBoth() {
        try (EventStream onFirst = new EventStream(first);
                EventStream onSecond = new EventStream(second)) {
            Answer answer = buyUntilTheBrokerIsThere(first, 2, 3);

            first.awaitState(answer.json().path("order_id").asLong(), "paid");
            onFirst.awaitLine("data: {\"product_id\":2,\"stock\":47}");
            onSecond.awaitLine("data: {\"product_id\":2,\"stock\":47}");
            assertThat(second.get("/debug/stock?product_id=2").body())
                    .isEqualTo("{\"product_id\":2,\"db_stock\":47,\"redis_stock\":47}");
        }
    }

    @Test
    void thousandPurchasesOfAHundredPiecesPayExactlyAHundred() throws Exception {
        buyUntilTheBrokerIsThere(first, 3, 1);
        Map<String, Integer> answers = new TreeMap<>();
        List<Long> accepted = new ArrayList<>();
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> sent = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                Client client = i % 2 == 0 ? first : second;
                sent.add(
                        clients.submit(() -> {
                            go.await();
                            return client.buy(1, 1);
                        }));
            }
            go.countDown();
            for (Future<Answer> future : sent) {
                Answer answer = future.get();
                answers.merge(
                        answer.status() + " " + answer.json().path("error").asText("ok"),
                        1,
                        Integer::sum);
                if (answer.status() == 200) {
                    accepted.add(answer.json().path("order_id").asLong());
                }
            }
        }
        assertThat(answers.keySet())
                .as("%s", answers)
                .isSubsetOf("200 ok", "400 out_of_stock", "400 broker_unavailable");
        assertThat(accepted).as("%s", answers).hasSizeGreaterThanOrEqualTo(100);
        Map<String, Integer> ends = new TreeMap<>();
        Set<Long> open = new HashSet<>(accepted);
        Awaitility.await("every accepted order has ended")
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    open.removeIf(order -> ended(first.state(order), ends));
                    return open.isEmpty();
                });
        assertThat(ends).as("%s", answers).containsEntry("paid", 100);
        assertThat(first.stock(1)).isZero();
        System.out.println("1,000 purchases: " + answers + ", ended " + ends);
    }

    /// The broker's first seconds after the start may end in `broker_unavailable`.
    private static Answer buyUntilTheBrokerIsThere(Client client, long product, int quantity) {
        return Awaitility.await("a purchase is accepted")
                .atMost(Duration.ofSeconds(20))
                .until(() -> client.buy(product, quantity), answer -> answer.status() == 200);
    }

    private static boolean ended(String state, Map<String, Integer> ends) {
        boolean ended = Set.of("paid", "failed").contains(state);
        if (ended) {
            ends.merge(state, 1, Integer::sum);
        }
        return ended;
    }
}
