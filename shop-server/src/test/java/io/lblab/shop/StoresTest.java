package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.Client.Answer;
import io.lblab.shop.testkit.EventStream;
import io.lblab.shop.testkit.Servers;
import io.lblab.shop.testkit.Shops;
import io.lblab.shop.testkit.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
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
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Two instances on one database file, a real Redis and a real Kafka broker. What a shop of two
/// instances does on real servers, whichever way it keeps its data.
@Tag("local")
@ParameterizedClass
@EnumSource(Store.class)
class StoresTest {
    @TempDir static Path folder;
    private static Servers servers;

    @Parameter Store store;
    @TempDir Path directory;

    private Shop one;
    private Shop two;
    private Client first;
    private Client second;
    private Map<String, String> settings;

    @BeforeAll
    static void startServers() {
        servers = Servers.start(folder);
    }

    @AfterAll
    static void stopServers() {
        servers.close();
    }

    @BeforeEach
    void startShops() {
        settings = store.settings(servers, directory);
        settings.put("PAYMENT_DELAY_MS", "300");
        try (var client = servers.redis().client()) {
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
            second.awaitStock(2, 47);
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
        first.awaitStock(1, 0);
        assertBalanced();
        System.out.println("1,000 purchases: " + answers + ", ended " + ends);
    }

    @Test
    void messageOfAnotherProducerIsProcessedLikeOurs() throws Exception {
        buyUntilTheBrokerIsThere(first, 3, 1);
        long order = insertPendingOrder(2, 5);

        send("{\"note\":\"x\",\"order_id\":%d,\"product_id\":2,\"quantity\":5}".formatted(order));

        first.awaitState(order, "paid");
        first.awaitStock(2, 45);
    }

    @Test
    void unprocessableMessagesGoToTheDeadLettersAndBlockNothing() throws Exception {
        buyUntilTheBrokerIsThere(first, 3, 1);
        long order = insertPendingOrder(2, 5);
        send("not even JSON");
        send("{\"order_id\":987654,\"product_id\":2,\"quantity\":5}");
        send("{\"order_id\":%d,\"product_id\":2,\"quantity\":6}".formatted(order));
        long next = insertPendingOrder(1, 1);
        send("{\"order_id\":%d,\"product_id\":1,\"quantity\":1}".formatted(next));

        first.awaitState(next, "paid");
        assertThat(deadLetters(3))
                .extracting(letter -> letter.path("reason").asText())
                .containsExactlyInAnyOrder("malformed", "unknown_order", "mismatch");
        assertThat(first.state(order)).isEqualTo("pending");
        Awaitility.await("dead letters counted")
                .untilAsserted(() ->
                        assertThat(first.get("/metrics").body() + second.get("/metrics").body())
                                .contains("purchase_dead_letters_total{reason=\"malformed\"} 1")
                                .contains("purchase_dead_letters_total{reason=\"unknown_order\"} 1")
                                .contains("purchase_dead_letters_total{reason=\"mismatch\"} 1"));
    }

    @Test
    void orderWhoseInstanceDiedBeforeSendingIsSentByAnother() throws Exception {
        buyUntilTheBrokerIsThere(first, 3, 1);
        long order = insertPendingOrder(2, 4);
        execute(
                "INSERT INTO outbox (order_id, payload, state, created_at) VALUES (%1$d, '%2$s', 'pending', 1)"
                        .formatted(
                                order,
                                "{\"order_id\":%d,\"product_id\":2,\"quantity\":4}"
                                        .formatted(order)));

        second.awaitState(order, "paid");
        second.awaitStock(2, 46);
        assertThat(query("SELECT SUM(delta) FROM stock_movements WHERE order_id = " + order))
                .isEqualTo(-4);
        assertBalanced();
    }

    @Test
    void messageThatComesAfterItsCancellationChargesNothing() throws Exception {
        buyUntilTheBrokerIsThere(first, 3, 1);
        long cancelled = insertPendingOrder(2, 5);
        execute("UPDATE orders SET state = 'cancelled' WHERE id = " + cancelled);
        send("{\"order_id\":%d,\"product_id\":2,\"quantity\":5}".formatted(cancelled));
        long next = insertPendingOrder(2, 1);
        send("{\"order_id\":%d,\"product_id\":2,\"quantity\":1}".formatted(next));

        first.awaitState(next, "paid");
        assertThat(first.state(cancelled)).isEqualTo("cancelled");
        first.awaitStock(2, 49);
    }

    @Test
    void sameIdempotencyKeyMakesOneOrderOnWhicheverInstance() throws Exception {
        buyUntilTheBrokerIsThere(first, 3, 1);
        CountDownLatch go = new CountDownLatch(1);
        Set<Long> orders = new HashSet<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> sent = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Client client = i % 2 == 0 ? first : second;
                String key = "key-" + i / 20;
                sent.add(
                        clients.submit(() -> {
                            go.await();
                            return client.buy(2, 2, key);
                        }));
            }
            go.countDown();
            for (Future<Answer> future : sent) {
                assertThat(future.get().status()).isEqualTo(200);
                orders.add(future.get().json().path("order_id").asLong());
            }
        }
        assertThat(orders).hasSize(2);
        for (long order : orders) {
            second.awaitState(order, "paid");
        }
        second.awaitStock(2, 46);
        assertBalanced();
        // Later, when the product is sold out, the answer is still the order.
        assertThat(first.setStock(2, 0).status()).isEqualTo(200);
        assertThat(second.buy(2, 2, "key-0").json().path("order_id").asLong()).isIn(orders);
    }

    @Test
    void idempotencyKeyOfAnotherRequestIsRefused() {
        long order =
                Awaitility.await()
                        .until(() -> first.buy(2, 1, "mine"), a -> a.status() == 200)
                        .json()
                        .path("order_id")
                        .asLong();

        Answer other = second.buy(2, 3, "mine");

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("error").asText()).isEqualTo("idempotency_key_reused");
        assertThat(second.buy(2, 1, "mine").json().path("order_id").asLong()).isEqualTo(order);
        assertThat(first.buy(2, 1, "two words").json().path("error").asText())
                .isEqualTo("invalid_idempotency_key");
    }

    @Test
    void stockSetByHandIsThereAtOnceOnBothAndBalances() {
        assertThat(first.setStock(5, 1234).status()).isEqualTo(200);
        assertThat(second.get("/products/5").json().path("stock").asInt()).isEqualTo(1234);
        assertThat(second.stock(5)).isEqualTo(1234);
        assertThat(second.setStock(5, 3).status()).isEqualTo(200);
        assertThat(first.get("/stock?product_id=5").json().path("stock").asInt()).isEqualTo(3);
        assertThat(first.setStock(9999, 3).status()).isEqualTo(404);
        assertBalanced();
    }

    @Test
    void booksThatDoNotBalanceAreNamed() throws Exception {
        assertBalanced();
        execute("UPDATE products SET stock = stock + 1 WHERE id = 3");

        JsonNode books = second.get("/lab/consistency").json();

        assertThat(books.path("balanced").asBoolean()).isFalse();
        assertThat(books.path("unbalanced")).hasSize(1);
        assertThat(books.path("unbalanced").path(0).path("product_id").asInt()).isEqualTo(3);
        assertThat(books.path("products")).hasSize(291);
    }

    @Test
    void stockThatIsCountedElsewhereAndBackIsNotTheOldOne() {
        buyUntilTheBrokerIsThere(first, 2, 3);
        first.awaitStock(2, 47);
        one.close();
        two.close();
        String usual = settings.getOrDefault("STOCK_STORE", "database");

        settings.put("STOCK_STORE", "database");
        try (Shop meanwhile = Shops.start(settings)) {
            Client client = new Client(meanwhile.port());
            assertThat(client.stock(2)).isEqualTo(47);
            assertThat(client.setStock(2, 11).status()).isEqualTo(200);
        }
        settings.put("STOCK_STORE", usual);
        one = Shops.start(settings);
        two = Shops.start(settings);
        first = new Client(one.port());
        second = new Client(two.port());

        long order = buyUntilTheBrokerIsThere(first, 2, 5).json().path("order_id").asLong();
        second.awaitState(order, "paid");
        second.awaitStock(2, 6);
        assertBalanced();
    }

    private void assertBalanced() {
        JsonNode books = second.get("/lab/consistency").json();
        assertThat(books.path("balanced").asBoolean())
                .as(books.path("unbalanced").toString())
                .isTrue();
    }

    private long insertPendingOrder(long product, int quantity) throws Exception {
        execute(
                """
                INSERT INTO orders (state, total_cents, created_at, updated_at)
                VALUES ('pending', 1, 1, 1)
                """);
        long id = query("SELECT MAX(id) FROM orders");
        execute(
                """
                INSERT INTO order_lines (order_id, position, product_id, quantity, unit_price_cents)
                VALUES (%d, 1, %d, %d, 1)
                """
                        .formatted(id, product, quantity));
        return id;
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = database();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long query(String sql) throws Exception {
        try (Connection connection = database();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Connection database() throws Exception {
        String url = settings.get("DB_URL");
        return DriverManager.getConnection(
                url.startsWith("jdbc:sqlite:") ? url + "?busy_timeout=30000" : url);
    }

    private void send(String message) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", servers.kafka().bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>(settings.get("PURCHASE_TOPIC"), message)).get();
        }
    }

    private List<JsonNode> deadLetters(int count) {
        List<JsonNode> letters = new ArrayList<>();
        TopicPartition partition =
                new TopicPartition(settings.get("PURCHASE_TOPIC") + "-dead-letters", 0);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", servers.kafka().bootstrapServers()),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            ObjectMapper mapper = new ObjectMapper();
            Awaitility.await("dead letters")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> {
                        for (var letter : consumer.poll(Duration.ofMillis(100))) {
                            letters.add(mapper.readTree(letter.value()));
                        }
                        return letters.size() >= count;
                    });
        }
        return letters;
    }

    /// The broker's first seconds after the start may end in `broker_unavailable`.
    private static Answer buyUntilTheBrokerIsThere(Client client, long product, int quantity) {
        return Awaitility.await("a purchase is accepted")
                .atMost(Duration.ofSeconds(60))
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
