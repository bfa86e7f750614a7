package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.Client.Answer;
import io.lblab.shop.testkit.EventStream;
import io.lblab.shop.testkit.Servers;
import io.lblab.shop.testkit.Shops;
import io.lblab.shop.testkit.Store;
import io.lblab.shop.testkit.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/// What an admin does at one instance, and what the other sells then, whichever way the shop keeps
/// its data.
@Tag("local")
@ParameterizedClass
@EnumSource(Store.class)
class AdminStoresTest {
    private static final String PASSWORD = "open sesame";
    private static final Pattern MARK = Pattern.compile("name=\"mark\" value=\"([^\"]*)\"");

    @TempDir static Path folder;
    private static Servers servers;

    @Parameter Store store;
    @TempDir Path directory;

    private Shop one;
    private Shop two;
    private Client first;
    private Client second;
    private Visitor admin;

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
        Map<String, String> settings = store.settings(servers, directory);
        settings.put("ADMIN_PASSWORD", PASSWORD);
        try (var client = servers.redis().client()) {
            client.flushAll();
        }
        one = Shops.start(settings);
        settings.put("INSTANCE_ID", "2");
        two = Shops.start(settings);
        first = new Client(one.port());
        second = new Client(two.port());
        first.awaitStock(1, 100);
        admin = new Visitor(one.port());
        Awaitility.await("logged in")
                .atMost(Duration.ofSeconds(20))
                .until(() -> admin.logIn("admin@shop.local", PASSWORD).status() == 303);
    }

    @AfterEach
    void stopShops() {
        one.close();
        two.close();
    }

    @Test
    void productIsMadeChangedWithdrawnAndBroughtBackForBothInstances() {
        admin.get("/admin/products/new");
        assertThat(admin.post("/admin/products", fields("Doodad", "3.00", "stock", "7")).status())
                .isEqualTo(303);
        assertThat(name(second, 292)).isEqualTo("Doodad");
        assertThat(name(first, 292)).isEqualTo("Doodad");
        second.awaitState(order(second, 292, 5), "paid");
        first.awaitStock(292, 2);

        edit(292, "Doohickey", "4.00");
        assertThat(name(second, 292)).isEqualTo("Doohickey");
        assertThat(second.get("/products/292").json().path("stock").asInt()).isEqualTo(2);

        assertThat(admin.post("/admin/products/292", withdrawn(292)).status()).isEqualTo(303);
        assertThat(second.get("/products/292").status()).isEqualTo(404);
        assertThat(second.buy(292, 1).json().path("error").asText()).isEqualTo("product_not_found");
        edit(292, "Doohickey", "4.00");
        second.awaitState(order(second, 292, 1), "paid");
        first.awaitStock(292, 1);
        assertBalanced();
    }

    @Test
    void twoAdminsMakeProductsAtTheSameTimeAndEachGetsAnId() throws Exception {
        admin.get("/admin/products/new");
        Set<String> made = new HashSet<>();
        try (ExecutorService admins = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Visitor same = admin.copy(i % 2 == 0 ? one.port() : two.port());
                answers.add(
                        admins.submit(() ->
                                same.post(
                                        "/admin/products",
                                        fields("Doodad", "3.00", "stock", "7"))));
            }
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().status()).as(answer.get().body()).isEqualTo(303);
                made.add(answer.get().header("Location"));
            }
        }
        assertThat(made).hasSize(8);
        assertBalanced();
    }

    @Test
    void editsWhilePeopleBuyLoseNeitherAPieceNorAWord() throws Exception {
        first.setStock(1, 1000);
        int bought = 60;
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Long>> purchases = new ArrayList<>();
            for (int i = 0; i < bought; i++) {
                Client client = i % 2 == 0 ? first : second;
                purchases.add(() -> order(client, 1, 1));
            }
            List<Future<Long>> sent = purchases.stream().map(people::submit).toList();
            for (int i = 1; i <= 10; i++) {
                edit(1, "Widget " + i, i + ".00");
            }
            for (Future<Long> order : sent) {
                first.awaitState(order.get(), "paid");
            }
        }
        assertBalanced();
        for (Client client : List.of(first, second)) {
            Awaitility.await("the cache has what the database has")
                    .atMost(Duration.ofSeconds(15))
                    .untilAsserted(() -> {
                        assertThat(client.get("/debug/stock?product_id=1").body())
                                .isEqualTo(
                                        "{\"product_id\":1,\"db_stock\":940,\"redis_stock\":940}");
                        assertThat(client.get("/products/1").body())
                                .contains("\"Widget 10\",\"stock\":940,\"price\":10.00");
                        assertThat(client.get("/shop").body())
                                .contains("data-product-id=\"1\">940</span>", "$10.00");
                    });
        }
    }

    @Test
    void resetPutsEverythingBackForBothAndBalances() {
        first.awaitState(order(first, 1, 4), "paid");
        edit(2, "Gizmo", "1.00");
        admin.post("/admin/products/3", withdrawn(3));
        admin.post("/admin/products", fields("Doodad", "3.00", "stock", "7"));
        admin.get("/admin/reset");
        assertThat(admin.post("/admin/reset").status()).isEqualTo(303);

        second.awaitStock(1, 100);
        assertThat(name(second, 2)).isEqualTo("Gadget");
        assertThat(name(second, 3)).isEqualTo("Thingamajig");
        assertThat(second.get("/products/292").status()).isEqualTo(404);
        assertBalanced();
        assertThat(admin.get("/admin/reset").body()).contains("id=\"nothing-to-do\"");
    }

    @Test
    void orderThatIsShippedIsToldAtTheOtherInstance() {
        long order = order(second, 1, 2);
        second.awaitState(order, "paid");
        try (EventStream events = new EventStream(second, "/orders/" + order + "/events")) {
            admin.get("/admin/orders/" + order);
            admin.post("/admin/orders/" + order + "/ship");
            events.awaitLine("data: {\"order_id\":%d,\"state\":\"shipped\"}".formatted(order));
        }
        assertThat(admin.get("/admin/orders?state=shipped").body())
                .contains("data-order-id=\"" + order);
        assertThat(admin.get("/admin").body()).contains("data-state=\"shipped\"><b>1</b>");
    }

    private void assertBalanced() {
        Awaitility.await("balanced")
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> {
                    JsonNode books = second.get("/lab/consistency").json();
                    assertThat(books.path("balanced").asBoolean())
                            .as(books.path("unbalanced").toString())
                            .isTrue();
                });
    }

    /// Buys; a broker that has just started may need a moment.
    private static long order(Client client, long product, int quantity) {
        return Awaitility.await("the order is taken")
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.buy(product, quantity), answer -> answer.status() == 200)
                .json()
                .path("order_id")
                .asLong();
    }

    private void edit(long product, String name, String price) {
        assertThat(
                        admin.post(
                                        "/admin/products/" + product,
                                        fields(name, price, "mark", mark(product)))
                                .status())
                .isEqualTo(303);
    }

    private String mark(long product) {
        Answer page = admin.get("/admin/products/" + product);
        Matcher mark = MARK.matcher(page.body());
        assertThat(mark.find()).as(page.body()).isTrue();
        return mark.group(1);
    }

    private static String name(Client client, long product) {
        return client.get("/products/" + product).json().path("product").path("name").asText();
    }

    private static String[] fields(String name, String price, String... more) {
        return with(
                more,
                "name",
                name,
                "category",
                "Odds",
                "description",
                "Sturdy.",
                "price",
                price,
                "kind",
                "mug",
                "colours",
                "2",
                "active",
                "yes");
    }

    private String[] withdrawn(long product) {
        String[] fields = fields("Gone", "1.00", "mark", mark(product));
        // without the tick, which is last
        return Arrays.copyOf(fields, fields.length - 2);
    }

    private static String[] with(String[] fields, String... more) {
        String[] all = Arrays.copyOf(fields, fields.length + more.length);
        System.arraycopy(more, 0, all, fields.length, more.length);
        return all;
    }
}
