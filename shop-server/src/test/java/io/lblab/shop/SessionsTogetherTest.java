package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.testkit.Client.Answer;
import io.lblab.shop.testkit.RealRedis;
import io.lblab.shop.testkit.Shops;
import io.lblab.shop.testkit.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two instances on one database and one real Redis: who knows a session, and what happens to it.
@Tag("local")
class SessionsTogetherTest {
    private static final String PASSWORD = "correct horse";

    @TempDir Path directory;

    private RealRedis redis;
    private Shop one;
    private Shop two;
    private Visitor visitor;

    @BeforeEach
    void startRedis() {
        redis = new RealRedis(directory.resolve("redis")).start();
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
        redis.close();
    }

    @Test
    void anyInstanceKnowsASessionInRedis() {
        start("redis");
        visitor.registered("Ann", "ann@example.org", PASSWORD);
        visitor.post("/cart/add", "product_id", "1", "quantity", "2");

        String page = visitor.at(two.port()).get("/cart").body();
        assertThat(page)
                .contains("Widget", "$19.98", "Ann")
                .contains("session in Redis, shared by all instances")
                .doesNotContain("was not found here");
        assertThat(visitor.post("/cart/change", "product_id", "1", "quantity", "3").status())
                .isEqualTo(303);
        assertThat(visitor.at(one.port()).get("/cart").body()).contains("$29.97");
    }

    @Test
    void sessionInMemoryIsKnownToItsOwnInstanceOnly() {
        start("memory");
        visitor.postBare("/cart/add", "product_id", "1", "quantity", "2");
        assertThat(visitor.get("/cart").body())
                .contains("Widget", "session in memory of instance 1");

        assertThat(visitor.at(two.port()).get("/cart").body())
                .contains("Your session was not found here.", "ip_hash", "SESSION_STORE=redis")
                .doesNotContain("Widget");
        assertThat(visitor.at(one.port()).get("/cart").body())
                .contains("Nothing in it yet", "no session yet")
                .doesNotContain("was not found here");
    }

    @Test
    void formOfASessionInAnotherMemorySaysSo() {
        start("memory");
        visitor.get("/login");
        Answer answer = visitor.at(two.port()).post("/login", "email", "a@b", "password", PASSWORD);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("not in this instance's memory");
    }

    @Test
    void parallelAddsThroughBothInstancesLoseNothing() {
        start("redis");
        visitor.json("POST", "/api/cart", "{\"product_id\":1,\"quantity\":1}");
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 80; i++) {
                Visitor same = new Visitor(i % 2 == 0 ? one.port() : two.port());
                same.setCookie(visitor.cookie());
                String body = "{\"product_id\":%d,\"quantity\":1}".formatted(1 + i / 2 % 2);
                clients.execute(() -> same.json("POST", "/api/cart", body));
            }
        }
        assertThat(visitor.get("/api/cart").json().path("count").asInt()).isEqualTo(81);
    }

    @Test
    void failedLogInsAreCountedTogether() {
        start("redis");
        visitor.registered("Lou", "lou@example.org", PASSWORD);
        visitor.post("/logout");
        for (int i = 0; i < 5; i++) {
            visitor.at(i % 2 == 0 ? one.port() : two.port());
            assertThat(visitor.logIn("lou@example.org", "wrong horse").status()).isEqualTo(422);
        }
        assertThat(visitor.logIn("lou@example.org", PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void whoHasNoCookieCostsRedisNothing() {
        start("redis");
        try (var client = redis.client()) {
            client.configResetStat();
            for (String path : List.of("/", "/shop", "/product/1", "/cart", "/api/cart", "/nope")) {
                new Visitor(one.port()).get(path);
            }
            assertThat(client.info("commandstats"))
                    .doesNotContain("cmdstat_ttl", "cmdstat_hgetall", "cmdstat_get:");

            visitor.postBare("/cart/add", "product_id", "1", "quantity", "1");
            visitor.get("/cart");
            assertThat(client.info("commandstats")).contains("cmdstat_ttl", "cmdstat_hgetall");
        }
    }

    @Test
    void withoutRedisTheShelvesStayOpenAndTheRestSaysWhy() {
        start("redis");
        visitor.registered("Ann", "ann@example.org", PASSWORD);
        visitor.post("/cart/add", "product_id", "1", "quantity", "2");
        redis.stop();

        for (String path : List.of("/", "/shop", "/product/1", "/nowhere")) {
            Answer page = visitor.get(path);
            assertThat(page.status()).as(path).isIn(200, 404);
            assertThat(page.body()).contains("sessions are away just now");
        }
        for (String path : List.of("/cart", "/account", "/login", "/register")) {
            Answer page = visitor.get(path);
            assertThat(page.status()).as(path).isEqualTo(503);
            assertThat(page.body()).contains("Carts and accounts are away.");
        }
        assertThat(visitor.post("/cart/add", "product_id", "1", "quantity", "1").status())
                .isEqualTo(503);
        assertThat(new Visitor(one.port()).get("/login").status()).isEqualTo(503);
        Visitor program = new Visitor(one.port()).with("Accept", "application/json");
        program.setCookie(visitor.cookie());
        Answer json = program.json("POST", "/api/cart", "{\"product_id\":1,\"quantity\":1}");
        assertThat(json.status()).isEqualTo(503);
        assertThat(json.json().path("error").asText()).isEqualTo("sessions_away");
        assertThat(json.json().path("reason").asText()).contains("cannot be reached");

        redis.start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> visitor.get("/login").status() == 200);
    }

    @Test
    void sessionOfAnAccountInAnotherDatabaseIsNobodys() {
        start("redis");
        visitor.registered("Ann", "ann@example.org", PASSWORD);
        visitor.post("/cart/add", "product_id", "1", "quantity", "2");
        two.close();
        Map<String, String> settings = settings("2");
        settings.put("DB_URL", "jdbc:sqlite:" + directory.resolve("other.db"));
        two = Shops.start(settings);
        Visitor bob = new Visitor(two.port()).registered("Bob", "bob@example.org", PASSWORD);

        assertThat(bob.get("/cart").body()).contains("Nothing in it yet");
        assertThat(visitor.at(two.port()).get("/").body()).doesNotContain("Bob");
        assertThat(visitor.get("/account").status()).isEqualTo(303);
    }

    private void start(String store) {
        Map<String, String> settings = settings("1");
        settings.put("SESSION_STORE", store);
        one = Shops.start(settings);
        settings.put("INSTANCE_ID", "2");
        two = Shops.start(settings);
        visitor = new Visitor(one.port());
    }

    private Map<String, String> settings(String instance) {
        Map<String, String> settings = Shops.settings(directory.resolve("shop.db"));
        settings.put("INSTANCE_ID", instance);
        settings.put("REDIS_HOST", "127.0.0.1");
        settings.put("REDIS_PORT", Integer.toString(redis.port()));
        return settings;
    }
}
