package io.lblab.shop;

import static io.lblab.shop.testkit.CheckoutForm.DECLINED;
import static io.lblab.shop.testkit.CheckoutForm.GOOD;
import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.testkit.CheckoutForm;
import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.Client.Answer;
import io.lblab.shop.testkit.FreePorts;
import io.lblab.shop.testkit.RealRedis;
import io.lblab.shop.testkit.Shops;
import io.lblab.shop.testkit.Visitor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From the cart to the order over HTTP, on two instances with one database and one real Redis.
@Tag("local")
class CheckoutTest {
    private static final String PASSWORD = "correct horse";

    @TempDir Path directory;

    private RealRedis redis;
    private Map<String, String> settings;
    private Shop one;
    private Shop two;
    private Visitor visitor;

    @BeforeEach
    void startRedis() {
        redis = new RealRedis(directory.resolve("redis")).start();
        settings = Shops.settings(directory.resolve("shop.db"));
        settings.put("REDIS_HOST", "127.0.0.1");
        settings.put("REDIS_PORT", Integer.toString(redis.port()));
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
        redis.close();
    }

    @Test
    void cartBecomesOneOrderWithItsLinesAndIsPaid() {
        start();
        fill();
        Answer placed = order(GOOD);

        assertThat(placed.status()).isEqualTo(303);
        String path = placed.header("Location");
        awaitState(path, "paid");
        assertThat(visitor.get(path).body())
                .contains("Widget", "Gadget", "2 × $9.99", "1 × $14.99", "$34.97")
                .contains("Ann Example", "Long Lane 1", "1234 Springfield", "Utopia", "•••• 4242");
        assertThat(cartCount()).isZero();
        assertThat(visitor.get("/account/orders").body())
                .contains("href=\"" + path + "\"", "$34.97", "3 pieces");
        assertThat(new Client(one.port()).stock(1)).isEqualTo(98);
        assertThat(new Client(one.port()).stock(2)).isEqualTo(49);
    }

    @Test
    void declinedCardFailsTheOrderAndItsLinesCanBePutBack() {
        start();
        fill();
        String path = order(DECLINED).header("Location");
        awaitState(path, "failed");
        assertThat(visitor.get(path).body())
                .contains("The bank declined the card. Nothing was charged.", "•••• 0002");
        assertThat(new Client(one.port()).stock(1)).isEqualTo(100);

        assertThat(visitor.post(path + "/again").header("Location")).isEqualTo("/cart");
        assertThat(cartCount()).isEqualTo(3);
        String again = order(GOOD).header("Location");
        assertThat(again).isNotEqualTo(path);
        awaitState(again, "paid");
    }

    @Test
    void formSentTwentyTimesToBothInstancesMakesOneOrder() throws Exception {
        start();
        fill();
        String order = CheckoutForm.sendTwentyTimes(visitor, one.port(), two.port());

        assertThat(visitor.get("/account/orders").body().split("class=\"state\"", -1)).hasSize(2);
        assertThat(cartCount()).isZero();
        awaitState(order, "paid");
        assertThat(new Client(one.port()).stock(1)).isEqualTo(98);
    }

    @Test
    void cartThatChangedMeanwhileIsShownAgainAndNotOrdered() {
        start();
        fill();
        Answer page = visitor.get("/checkout");
        visitor.json("PUT", "/api/cart/1", "{\"quantity\":5}");

        Answer refused = CheckoutForm.send(visitor, page, GOOD);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("not what it was", "$64.94");
        assertThat(orderCount()).isZero();
        assertThat(CheckoutForm.send(visitor, refused, GOOD).status()).isEqualTo(303);
    }

    @Test
    void whatIsNotLeftIsNamedAndTheCartStays() {
        start();
        fill();
        new Client(one.port()).setStock(1, 1);
        assertThat(order(GOOD).body()).contains("Only 1 of Widget left.");
        new Client(one.port()).setStock(1, 0);
        Answer refused = order(GOOD);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("Widget is sold out.");
        assertThat(cartCount()).isEqualTo(3);
        assertThat(orderCount()).isZero();
    }

    @Test
    void wrongFormIsRefusedInWordsAndTheCardIsNotSentBack() {
        start();
        fill();
        Answer refused =
                CheckoutForm.send(visitor, visitor.get("/checkout"), "4242 4242 4242 4241");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("That is no card number", "value=\"Long Lane 1\"")
                .doesNotContain("4242 4242 4242 4241", "4242424242424241", "value=\"123\"");
    }

    @Test
    void addressIsNeverMarkup() {
        start();
        fill();
        Answer page = visitor.get("/checkout");
        String evil = "<img src=x onerror=alert(1)>\"";
        Answer placed =
                visitor.post(
                        "/checkout",
                        "key",
                        CheckoutForm.key(page),
                        "total",
                        CheckoutForm.total(page),
                        "name",
                        evil,
                        "street",
                        evil,
                        "postcode",
                        "1",
                        "city",
                        evil,
                        "country",
                        evil,
                        "card",
                        GOOD,
                        "expiry",
                        "12/40",
                        "code",
                        "123");
        assertThat(visitor.get(placed.header("Location")).body())
                .doesNotContain("<img src=x")
                .contains("&lt;img src=x onerror=alert(1)&gt;");
    }

    @Test
    void numberOfTheCardIsKeptNowhere() throws Exception {
        start();
        fill();
        awaitState(order(GOOD).header("Location"), "paid");
        try (Connection database = open();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT card, ship_to FROM orders")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("4242");
        }
        try (var files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(content.contains("42424242")).as(file.toString()).isFalse();
            }
        }
    }

    @Test
    void othersOrdersDoNotExist() {
        start();
        fill();
        String path = order(GOOD).header("Location");
        Visitor other = new Visitor(two.port()).registered("Bob", "bob@example.org", PASSWORD);

        for (Visitor stranger : List.of(other, new Visitor(one.port()))) {
            assertThat(stranger.get(path).status()).isEqualTo(404);
            assertThat(stranger.get(path + "/events").status()).isEqualTo(404);
        }
        assertThat(other.post(path + "/cancel").status()).isEqualTo(404);
        assertThat(other.post(path + "/again").status()).isEqualTo(404);
        assertThat(new Client(one.port()).get(path).status()).isEqualTo(404);
        assertThat(other.get("/account/orders").body()).contains("None yet.");

        Answer own = visitor.with("Accept", "application/json").get(path);
        assertThat(own.json().path("product_id").asInt()).isEqualTo(1);
        assertThat(own.header("Vary")).isEqualTo("Accept");
    }

    @Test
    void pendingOrderIsCancelledAndAPaidOneIsNot() {
        settings.put("PAYMENT_DELAY_MS", "2000");
        start();
        fill();
        String path = order(GOOD).header("Location");
        assertThat(visitor.get(path).body()).contains("Cancel the order", "http-equiv=\"refresh\"");
        assertThat(visitor.postBare(path + "/cancel").status()).isEqualTo(403);
        visitor.post(path + "/cancel");
        awaitState(path, "cancelled");
        assertThat(visitor.get(path).body())
                .contains("It was cancelled. Nothing was charged.")
                .doesNotContain("http-equiv=\"refresh\"");

        visitor.post(path + "/again");
        String paid = order(GOOD).header("Location");
        awaitState(paid, "paid");
        assertThat(visitor.post(paid + "/cancel").header("Location"))
                .isEqualTo(paid + "?said=too_late");
        assertThat(visitor.get(paid + "?said=too_late").body()).contains("no longer pending");
        assertThat(visitor.get(path).body()).contains("cancelled");
    }

    @Test
    void checkoutNeedsALogInAndLeadsBack() {
        start();
        visitor = new Visitor(one.port());
        visitor.postBare("/cart/add", "product_id", "1", "quantity", "2");

        assertThat(visitor.get("/checkout").header("Location")).isEqualTo("/login?next=/checkout");
        visitor.get("/register?next=/checkout");
        Answer registered =
                visitor.post(
                        "/register",
                        "name",
                        "Ann",
                        "email",
                        "back@example.org",
                        "password",
                        PASSWORD,
                        "next",
                        "/checkout");
        assertThat(registered.header("Location")).isEqualTo("/checkout");
        assertThat(visitor.get("/checkout").body()).contains("2 × Widget", "$19.98");
        visitor.get("/cart");
        visitor.post("/cart/clear");
        assertThat(visitor.get("/checkout").header("Location")).isEqualTo("/cart");
    }

    @Test
    void withoutTheBrokerNothingIsChargedAndTheCartStays() {
        settings.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + FreePorts.next());
        start();
        fill();
        Answer refused = order(GOOD);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body()).contains("Payments cannot be reached just now. Order 1");
        assertThat(cartCount()).isEqualTo(3);
        awaitState("/orders/1", "cancelled");
        assertThat(CheckoutForm.send(visitor, refused, GOOD).body())
                .contains("Order 2 was cancelled");
    }

    @Test
    void eventsTellThePresentStateAndTheNext() {
        settings.put("PAYMENT_DELAY_MS", "700");
        start();
        fill();
        String path = order(GOOD).header("Location");
        List<String> lines = visitor.at(two.port()).events(path + "/events", "\"state\":\"paid\"");

        assertThat(lines)
                .containsSubsequence(
                        "retry: 3000",
                        "event: order",
                        "data: {\"order_id\":1,\"state\":\"pending\"}",
                        "event: order",
                        "data: {\"order_id\":1,\"state\":\"paid\"}");
    }

    private void start() {
        one = Shops.start(settings);
        settings.put("INSTANCE_ID", "2");
        two = Shops.start(settings);
        visitor = new Visitor(one.port());
    }

    private void fill() {
        visitor.registered("Ann", "ann@example.org", PASSWORD);
        visitor.post("/cart/add", "product_id", "1", "quantity", "2");
        visitor.post("/cart/add", "product_id", "2", "quantity", "1");
    }

    private Answer order(String card) {
        return CheckoutForm.send(visitor, visitor.get("/checkout"), card);
    }

    private int cartCount() {
        return visitor.get("/api/cart").json().path("count").asInt();
    }

    private int orderCount() {
        try (Connection database = open();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM orders")) {
            return row.getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("shop.db"));
    }

    private void awaitState(String path, String state) {
        Awaitility.await(path + " " + state)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> visitor.get(path).body().contains("data-state=\"" + state + "\""));
    }
}
