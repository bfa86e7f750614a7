package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.Client.Answer;
import io.lblab.shop.testkit.Shops;
import io.lblab.shop.testkit.Visitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The admin pages over HTTP, in one shop alone.
@Tag("local")
class AdminTest {
    private static final String PASSWORD = "open sesame";
    private static final Pattern MARK = Pattern.compile("name=\"mark\" value=\"([^\"]*)\"");
    private static final String EVIL = "<img src=x onerror=alert(1)>\"'</script><script>alert(2)";

    @TempDir Path directory;
    private Shop shop;
    private Client client;
    private Visitor admin;

    @BeforeEach
    void start() {
        Map<String, String> settings = Shops.settings(directory.resolve("shop.db"));
        settings.put("ADMIN_PASSWORD", PASSWORD);
        shop = Shops.start(settings);
        client = new Client(shop.port());
        admin = new Visitor(shop.port());
        admin.logIn("admin@shop.local", PASSWORD);
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin",
                "/admin/products",
                "/admin/products/new",
                "/admin/products/1",
                "/admin/orders",
                "/admin/orders/1",
                "/admin/reset"
            })
    void pagesAreForAdminsOnly(String path) {
        Visitor stranger = new Visitor(shop.port());
        Answer asked = stranger.get(path);
        assertThat(asked.status()).isEqualTo(303);
        assertThat(asked.header("Location")).isEqualTo("/login?next=" + path);

        stranger.registered("Bob", "bob@example.org", "correct horse");
        Answer refused = stranger.get(path);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body())
                .contains("This is for the shop's people.")
                .doesNotContain("id=\"products\"", "id=\"orders\"");
        stranger.with("Accept", "application/json");
        assertThat(stranger.get(path).json().path("error").asText()).isEqualTo("forbidden");

        buy(1, 1);
        Answer shown = admin.get(path);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @CsvSource({
        "/admin/products",
        "/admin/products/1",
        "/admin/products/1/stock",
        "/admin/orders/1/ship",
        "/admin/orders/1/deliver",
        "/admin/orders/1/cancel",
        "/admin/reset"
    })
    void formsNeedTheRoleAndTheToken(String path) {
        long order = buy(1, 2);
        client.awaitState(order, "paid");
        String[] fields = fields("Cheap", "1.00", "stock", "5", "mark", mark(1));

        assertThat(admin.postBare(path, fields).status()).isEqualTo(403);
        assertThat(admin.postBare(path, with(fields, "token", "guessed")).status()).isEqualTo(403);
        Visitor elsewhere = admin.copy(shop.port()).with("Sec-Fetch-Site", "cross-site");
        assertThat(elsewhere.post(path, fields).status()).isEqualTo(403);
        Visitor customer =
                new Visitor(shop.port()).registered("Bob", "bob@example.org", "correct horse");
        assertThat(customer.post(path, fields).status()).isEqualTo(403);
        assertThat(new Visitor(shop.port()).post(path, fields).status()).isEqualTo(403);

        assertThat(client.get("/products").json().path("products")).hasSize(291);
        assertThat(client.get("/products/1").body())
                .contains("\"name\":\"Widget\",\"stock\":98,\"price\":9.99");
        assertThat(client.state(order)).isEqualTo("paid");
    }

    @Test
    void changedProductIsWhatCustomersSeeEverywhere() {
        Answer saved = admin.post("/admin/products/2", fields("Gizmo", "12,5", "mark", mark(2)));
        assertThat(saved.status()).isEqualTo(303);
        assertThat(admin.get(saved.header("Location")).body())
                .contains("It is saved.", "value=\"Gizmo\"", "value=\"12.50\"");

        assertThat(client.get("/products/2").body())
                .isEqualTo(
                        "{\"product\":{\"id\":2,\"name\":\"Gizmo\",\"stock\":50,\"price\":12.50,"
                                + "\"image_url\":\"/static/img/products/mug-2.svg\"},\"stock\":50}");
        assertThat(client.get("/stock?product_id=2").json().path("name").asText())
                .isEqualTo("Gizmo");
        assertThat(client.get("/product/2").body()).contains(">Gizmo<", "$12.50", "Sturdy.");
        assertThat(client.get("/shop").body()).contains("Gizmo", "Odds").doesNotContain("Gadget");
        assertThat(client.get("/shop?q=sturdy").body()).contains("Gizmo");
    }

    @Test
    void withdrawnProductIsGoneForCustomersUntilItComesBack() {
        Visitor customer = new Visitor(shop.port());
        customer.postBare("/cart/add", "product_id", "3", "quantity", "1");
        admin.post("/admin/products/3", withdrawn("Thing", "1.00", mark(3)));

        for (String path : List.of("/products/3", "/stock?product_id=3", "/product/3")) {
            assertThat(client.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(client.buy(3, 1).json().path("error").asText()).isEqualTo("product_not_found");
        assertThat(client.get("/products").json().path("products")).hasSize(290);
        assertThat(client.get("/shop").body()).doesNotContain("data-product-id=\"3\"");
        assertThat(customer.get("/cart").body()).contains("1 product is no longer sold");
        assertThat(admin.get("/admin/products?show=withdrawn").body())
                .contains("data-product-id=\"3\"", ">1 product<");

        admin.post("/admin/products/3", fields("Thing", "1.00", "mark", mark(3)));
        assertThat(client.get("/products/3").json().path("stock").asInt()).isEqualTo(75);
    }

    @Test
    void orderOfAProductThatIsWithdrawnMeanwhileIsPaidAndItStaysGone() {
        shop.close();
        Map<String, String> settings = Shops.settings(directory.resolve("shop.db"));
        settings.put("ADMIN_PASSWORD", PASSWORD);
        settings.put("PAYMENT_DELAY_MS", "800");
        shop = Shops.start(settings);
        client = new Client(shop.port());
        admin = new Visitor(shop.port());
        admin.logIn("admin@shop.local", PASSWORD);
        long order = buy(3, 2);
        admin.post("/admin/products/3", withdrawn("Thing", "1.00", mark(3)));

        client.awaitState(order, "paid");
        assertThat(client.get("/products/3").status()).isEqualTo(404);
        assertThat(client.get("/orders/" + order, Map.of("Accept", "text/html")).body())
                .contains("Thing");
        assertThat(client.get("/lab/consistency").json().path("balanced").asBoolean()).isTrue();
    }

    @Test
    void newProductIsSoldAtOnce() {
        admin.get("/admin/products/new");
        Answer made = admin.post("/admin/products", fields("Doodad", "3", "stock", "7"));

        assertThat(made.header("Location")).isEqualTo("/admin/products/292?said=made");
        assertThat(client.get("/products/292").json().path("stock").asInt()).isEqualTo(7);
        assertThat(client.get("/shop").body()).contains("data-product-id=\"292\">7</span>");
        long order = buy(292, 5);
        client.awaitState(order, "paid");
        assertThat(client.get("/debug/stock?product_id=292").body())
                .isEqualTo("{\"product_id\":292,\"db_stock\":2,\"redis_stock\":2}");
        assertThat(client.get("/lab/consistency").json().path("balanced").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "name,'',The name must have 1 to 80 characters.",
        "category,'',The category must have 1 to 40 characters.",
        "description,'',The description must have 1 to 600 characters.",
        "price,cheap,The price must be an amount",
        "price,-1,The price must be an amount",
        "price,1.999,The price must be an amount",
        "price,99999999,The price must be an amount",
        "price,1000000.01,at most $1000000.00",
        "kind,../shop,There is no such picture.",
        "colours,8,There is no such picture.",
        "stock,1.5,The stock must be a whole number",
        "stock,1000001,The stock must be a whole number"
    })
    void whatCannotBeIsRefusedInWordsAndStaysTyped(String field, String value, String words) {
        admin.get("/admin/products/new");
        String[] fields = fields("Doodad of brass", "3", "stock", "7");
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equals(field)) {
                fields[i + 1] = value;
            }
        }
        Answer refused = admin.post("/admin/products", fields);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains(words);
        if (!field.equals("name")) {
            assertThat(refused.body()).contains("value=\"Doodad of brass\"");
        }
        assertThat(client.get("/products").json().path("products")).hasSize(291);
    }

    @Test
    void changeOfAnotherAdminIsNotOverwrittenUnseen() {
        String seen = mark(1);
        admin.post("/admin/products/1", fields("Other", "7.00", "mark", seen));
        Answer late = admin.post("/admin/products/1", fields("Mine", "8.00", "mark", seen));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body())
                .contains("it is now “Other” at $7.00", "value=\"Mine\"", "value=\"8.00\"");
        assertThat(client.get("/products/1").json().path("product").path("name").asText())
                .isEqualTo("Other");
        String again = find(MARK, late);
        assertThat(admin.post("/admin/products/1", fields("Mine", "8.00", "mark", again)).status())
                .isEqualTo(303);
    }

    @Test
    void stockIsSetAndBalances() {
        admin.get("/admin/products/6");
        Answer set = admin.post("/admin/products/6/stock", "stock", "3");
        assertThat(admin.get(set.header("Location")).body()).contains("The stock is set.");
        assertThat(client.stock(6)).isEqualTo(3);
        assertThat(admin.get("/admin").body())
                .contains("data-product-id=\"6\">3</span> left", "data-balanced=\"true\"");

        Answer refused = admin.post("/admin/products/6/stock", "stock", "many");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("The stock must be", "value=\"many\"");
        assertThat(admin.post("/admin/products/999/stock", "stock", "1").status()).isEqualTo(404);
    }

    @Test
    void ordersAreFilteredMovedOnAndCancelled() {
        long first = buy(1, 2);
        long second = buy(2, 1);
        client.awaitState(first, "paid");
        client.awaitState(second, "paid");

        assertThat(admin.get("/admin/orders?state=paid").body())
                .contains("data-order-id=\"" + first, "data-order-id=\"" + second, "no account");
        Answer shipped =
                admin.post("/admin/orders/" + first + "/ship", "from", "list", "state", "paid");
        assertThat(shipped.header("Location"))
                .isEqualTo("/admin/orders?state=paid&before=&said=shipped&order=" + first);
        assertThat(admin.get(shipped.header("Location")).body())
                .contains("Order " + first + " is shipped.")
                .doesNotContain("data-order-id=\"" + first);
        assertThat(client.state(first)).isEqualTo("shipped");

        Answer tooLate = admin.post("/admin/orders/" + first + "/cancel");
        assertThat(admin.get(tooLate.header("Location")).body()).contains("was left as it is");
        admin.post("/admin/orders/" + first + "/deliver");
        assertThat(client.state(first)).isEqualTo("delivered");

        admin.post("/admin/orders/" + second + "/cancel");
        assertThat(client.state(second)).isEqualTo("cancelled");
        assertThat(client.stock(2)).isEqualTo(50);
        assertThat(admin.get("/admin/orders/" + second).body())
                .contains("Reason: cancelled by the shop");
        assertThat(admin.get("/admin/orders?state=lost").status()).isEqualTo(400);
        assertThat(admin.post("/admin/orders/999/ship").status()).isEqualTo(404);
        assertThat(client.get("/lab/consistency").json().path("balanced").asBoolean()).isTrue();
    }

    @Test
    void ordersComeTwentyFiveAPage() {
        for (int i = 0; i < 27; i++) {
            buy(1, 1);
        }
        Answer newest = admin.get("/admin/orders");
        assertThat(ids("data-order-id=\"(\\d+)\"", newest)).hasSize(25).startsWith("27", "26");
        assertThat(newest.body()).contains("before=3\"").doesNotContain("Newest");
        assertThat(ids("data-order-id=\"(\\d+)\"", admin.get("/admin/orders?state=&before=3")))
                .containsExactly("2", "1");
    }

    @Test
    void productsAreSearchedAndPaged() {
        assertThat(ids("<tr data-product-id=\"(\\d+)\"", admin.get("/admin/products"))).hasSize(24);
        assertThat(
                        ids(
                                "<tr data-product-id=\"(\\d+)\"",
                                admin.get("/admin/products?q=frying+pan&page=7")))
                .hasSize(9);
        client.setStock(8, 0);
        assertThat(ids("<tr data-product-id=\"(\\d+)\"", admin.get("/admin/products?show=low")))
                .contains("8");
        assertThat(admin.get("/admin/products?q=%22%3E%3Cscript%3E").body())
                .contains("No such product.")
                .doesNotContain("\"><script>");
    }

    @Test
    void resetMakesTheShelvesWhatTheyWereAndTheBooksBalance() {
        long order = buy(1, 4);
        client.awaitState(order, "paid");
        admin.post("/admin/products/2", fields("Gizmo", "1.00", "mark", mark(2)));
        admin.post("/admin/products/3", withdrawn("Thing", "1.00", mark(3)));
        admin.post("/admin/products", fields("Doodad", "3", "stock", "7"));
        client.setStock(9, 0);

        assertThat(admin.get("/admin/reset").body())
                .contains("2 changed or withdrawn products become what they were")
                .contains("1 added product is withdrawn", "the stock of 2 products goes back");
        Answer done = admin.post("/admin/reset");
        assertThat(admin.get(done.header("Location")).body())
                .contains("The shelves are as they were", "data-balanced=\"true\"");

        assertThat(client.get("/products/1").json().path("stock").asInt()).isEqualTo(100);
        assertThat(client.get("/products/2").body()).contains("Gadget", "14.99");
        assertThat(client.get("/products/3").body()).contains("Thingamajig", "19.99");
        assertThat(client.get("/products/292").status()).isEqualTo(404);
        assertThat(client.stock(9)).isPositive();
        assertThat(client.state(order)).isEqualTo("paid");
        assertThat(client.get("/lab/consistency").json().path("balanced").asBoolean()).isTrue();
        assertThat(admin.get("/admin/reset").body()).contains("id=\"nothing-to-do\"");
        assertThat(admin.get("/account").status()).isEqualTo(200);
    }

    @Test
    void nameOfAProductIsNeverMarkup() {
        String[] fields = fields(EVIL, "1.00", "mark", mark(1));
        fields[3] = EVIL.substring(0, 40);
        fields[5] = EVIL;
        assertThat(admin.post("/admin/products/1", fields).status()).isEqualTo(303);
        Visitor customer = new Visitor(shop.port());
        customer.postBare("/cart/add", "product_id", "1", "quantity", "1");
        client.setStock(1, 1);
        long order = buy(1, 1);

        for (String path :
                List.of("/", "/shop", "/shop?q=alert", "/product/1", "/cart", "/orders/" + order)) {
            assertThat(customer.get(path).body())
                    .as(path)
                    .doesNotContain("<img src=x", "<script>alert")
                    .contains("&lt;img src=x onerror=alert(1)&gt;");
        }
        for (String path :
                List.of(
                        "/admin",
                        "/admin/products",
                        "/admin/products/1",
                        "/admin/orders/" + order)) {
            assertThat(admin.get(path).body())
                    .as(path)
                    .doesNotContain("<img src=x", "<script>alert");
        }
        assertThat(client.get("/products/1").json().path("product").path("name").asText())
                .isEqualTo(EVIL);
    }

    @Test
    void booksThatDoNotBalanceAreNamedOnTheOverview() throws Exception {
        try (var database =
                        java.sql.DriverManager.getConnection(
                                "jdbc:sqlite:" + directory.resolve("shop.db"));
                var statement = database.createStatement()) {
            statement.executeUpdate("UPDATE products SET stock = stock + 1 WHERE id = 3");
        }
        assertThat(admin.get("/admin").body())
                .contains("data-balanced=\"false\"", "1 product does not balance", "Product 3</a>");
    }

    @Test
    void adminFindsTheWayFromTheAccountAndACustomerIsNotShownIt() {
        assertThat(admin.get("/account").body()).contains("href=\"/admin\"");
        assertThat(
                        new Visitor(shop.port())
                                .registered("Bob", "bob@example.org", "correct horse")
                                .get("/account")
                                .body())
                .doesNotContain("href=\"/admin\"");
    }

    private long buy(long product, int quantity) {
        Answer answer = client.buy(product, quantity);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("order_id").asLong();
    }

    private String mark(long product) {
        return find(MARK, admin.get("/admin/products/" + product));
    }

    private static String find(Pattern pattern, Answer page) {
        Matcher found = pattern.matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(1);
    }

    private static List<String> ids(String pattern, Answer page) {
        List<String> ids = new ArrayList<>();
        Matcher id = Pattern.compile(pattern).matcher(page.body());
        while (id.find()) {
            ids.add(id.group(1));
        }
        return ids;
    }

    private static String[] fields(String name, String price, String... more) {
        return with(
                with(withdrawn(name, price, ""), "active", "yes"),
                more.length == 0 ? new String[] {"mark", ""} : more);
    }

    private static String[] withdrawn(String name, String price, String mark) {
        String[] fields = {
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
            "2"
        };
        return mark.isEmpty() ? fields : with(fields, "mark", mark);
    }

    private static String[] with(String[] fields, String... more) {
        String[] all = Arrays.copyOf(fields, fields.length + more.length);
        System.arraycopy(more, 0, all, fields.length, more.length);
        return all;
    }
}
