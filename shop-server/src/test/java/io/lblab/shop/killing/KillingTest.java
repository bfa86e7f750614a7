package io.lblab.shop.killing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lblab.shop.testkit.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// People buy and check out at three instances while an instance, Redis, Kafka and the database's
/// connections are killed and started again, in a random order that a seed repeats
/// (`-Dkilling.seed=N`). In the end the books balance, no order is lost or double, and every key
/// has one order.
class KillingTest {
    private static final Duration SETTLING = Duration.ofMinutes(2);

    @TempDir Path directory;

    @Tag("local")
    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRES_STOCK_IN_REDIS"})
    void minute(Store store) throws Exception {
        kill(store, Duration.ofSeconds(60));
    }

    @Tag("soak")
    @ParameterizedTest
    @EnumSource(Store.class)
    void tenMinutes(Store store) throws Exception {
        kill(store, Duration.ofMinutes(10));
    }

    private void kill(Store store, Duration time) throws Exception {
        long seed = Long.getLong("killing.seed", new Random().nextInt(1_000_000));
        System.out.println("killing.seed=" + seed + " on " + store);
        try (Cluster cluster = new Cluster(store, directory);
                Shoppers shoppers = new Shoppers(cluster, seed);
                Customers customers = new Customers(cluster, seed)) {
            List<Strike> done = strike(cluster, Strike.script(seed).iterator(), time);
            shoppers.leave();
            customers.leave();
            System.out.println("%d strikes: %s".formatted(done.size(), done));
            System.out.println("purchases: " + shoppers.answers());
            System.out.println("checkouts: " + customers.answers());
            assertThat(done).extracting(Strike::target).contains(Strike.Target.values());

            Awaitility.await("all orders have ended, seed " + seed)
                    .atMost(SETTLING)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> count(cluster, "orders WHERE state = 'pending'") == 0);
            assertThat(shoppers.accepted()).as("bought, seed %d", seed).hasSizeGreaterThan(100);
            assertThat(customers.accepted()).as("ordered, seed %d", seed).hasSizeGreaterThan(20);
            assertBooksBalance(cluster, seed);
            assertOrders(cluster, shoppers, customers, seed);
        }
    }

    private static List<Strike> strike(Cluster cluster, Iterator<Strike> script, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        List<Strike> done = new ArrayList<>();
        while (System.nanoTime() < end) {
            Strike strike = script.next();
            pass(strike.pause());
            Runnable down = () -> pass(strike.down());
            switch (strike.target()) {
                case INSTANCE -> {
                    cluster.killInstance(strike.instance());
                    down.run();
                    cluster.startInstance(strike.instance());
                }
                case REDIS -> {
                    cluster.servers().redis().stop();
                    down.run();
                    cluster.servers().redis().start();
                }
                case KAFKA -> {
                    cluster.servers().kafka().stop();
                    down.run();
                    cluster.servers().kafka().start();
                }
                case DATABASE -> cluster.breakDatabase(down);
            }
            done.add(strike);
        }
        return done;
    }

    /// The time in which things are left alone is what is tested here, nothing is waited for.
    private static void pass(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    private static void assertBooksBalance(Cluster cluster, long seed) {
        for (int instance = 0; instance < Cluster.INSTANCES; instance++) {
            JsonNode books = cluster.client(instance).get("/lab/consistency").json();
            assertThat(books.path("balanced").asBoolean())
                    .as("seed %d: %s", seed, books.path("unbalanced"))
                    .isTrue();
            assertThat(books.path("products")).hasSize(291);
        }
    }

    private static void assertOrders(
            Cluster cluster, Shoppers shoppers, Customers customers, long seed)
            throws SQLException {
        Map<Long, String> states = new HashMap<>();
        Map<String, Long> keys = new HashMap<>();
        try (Connection connection = cluster.database();
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT id, state FROM orders")) {
                while (row.next()) {
                    states.put(row.getLong(1), row.getString(2));
                }
            }
            try (ResultSet row =
                    statement.executeQuery("SELECT name, order_id FROM idempotency_keys")) {
                while (row.next()) {
                    String name = row.getString(1); // scope and key
                    keys.put(name.substring(name.lastIndexOf(' ') + 1), row.getLong(2));
                }
            }
        }
        Set<Long> accepted = union(shoppers.accepted(), customers.accepted());
        Set<Long> cancelled = union(shoppers.cancelled(), customers.cancelled());
        Map<String, Set<Long>> byKey = new HashMap<>(shoppers.ordersByKey());
        byKey.putAll(customers.ordersByKey());
        assertThat(accepted)
                .as("every accepted order is paid or failed, seed %d", seed)
                .allSatisfy(order -> assertThat(states.get(order)).isIn("paid", "failed"));
        assertThat(cancelled)
                .as("every order that was cancelled is, seed %d", seed)
                .allSatisfy(order -> assertThat(states.get(order)).isEqualTo("cancelled"));
        assertThat(byKey)
                .as("every key has one order, seed %d", seed)
                .allSatisfy((key, orders) -> assertThat(orders).isEqualTo(Set.of(keys.get(key))));
        assertThat(Set.copyOf(keys.values())).hasSameSizeAs(keys.values());
        assertThat(states.size() - keys.size())
                .as("orders without a key, seed %d", seed)
                .isLessThanOrEqualTo(shoppers.withoutKey());
    }

    private static Set<Long> union(Set<Long> some, Set<Long> others) {
        Set<Long> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static long count(Cluster cluster, String what) throws SQLException {
        try (Connection connection = cluster.database();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + what)) {
            row.next();
            return row.getLong(1);
        }
    }
}
