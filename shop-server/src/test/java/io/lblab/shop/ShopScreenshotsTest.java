package io.lblab.shop;

import io.lblab.shop.testkit.Chromium;
import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.Shops;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Makes the pictures of the shop for the documentation (`./lab screenshots`), and the same on a
/// phone and in the dark to look at.
@Tag("screenshots")
class ShopScreenshotsTest {
    private static final Path DOCS = Path.of("..", "docs", "screenshots");
    private static final Path MORE = Path.of("target", "screenshots");
    private static final String PASSWORD = "open sesame";

    @TempDir static Path directory;
    private static Shop shop;
    private static Client client;
    private static Chromium browser;

    @BeforeAll
    static void open() {
        Map<String, String> settings = Shops.settings(directory.resolve("shop.db"));
        settings.put("ADMIN_PASSWORD", PASSWORD);
        shop = Shops.start(settings);
        client = new Client(shop.port());
        browser = new Chromium(directory.resolve("profile"));
    }

    @AfterAll
    static void close() {
        browser.close();
        shop.close();
    }

    @Test
    void shop() {
        client.setStock(6, 7);
        client.setStock(9, 0);
        client.setStock(121, 3);
        visit("/");
        register();
        String order = order();
        visit("/orders/" + order);
        browser.awaitText("#order-state", "Paid");
        addToCart(1);
        addToCart(56);
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("shop", "/shop");
        pages.put("search", "/shop?q=copper&sort=price");
        pages.put("page", "/shop?sort=-price&page=6");
        pages.put("nothing", "/shop?q=unicorn&category=Kitchen");
        pages.put("product", "/product/56");
        pages.put("cart", "/cart");
        pages.put("checkout", "/checkout");
        pages.put("order", "/orders/" + order);
        shoot(pages, List.of("search", "cart", "checkout", "order"));
    }

    @Test
    void admin() {
        client.setStock(6, 7);
        client.setStock(9, 0);
        client.setStock(121, 3);
        for (int i = 0; i < 7; i++) {
            long order = client.buy(3 + 17L * i, 1 + i % 3).json().path("order_id").asLong();
            client.awaitState(order, "paid");
        }
        visit("/");
        browser.forgetCookies();
        visit("/admin");
        browser.type("#email", "admin@shop.local");
        browser.type("#password", PASSWORD);
        browser.click("#login-form button");
        browser.awaitText("h1", "Admin");
        visit("/admin/orders");
        browser.click("#orders tbody tr:nth-child(3) form button");
        browser.awaitText("#said", "is shipped");
        browser.click("#orders tbody tr:nth-child(5) form:last-child button");
        browser.awaitText("#said", "is cancelled");
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("admin", "/admin");
        pages.put("admin-products", "/admin/products");
        pages.put("admin-low", "/admin/products?show=low");
        pages.put("admin-product", "/admin/products/6");
        pages.put("admin-new", "/admin/products/new");
        pages.put("admin-orders", "/admin/orders");
        pages.put("admin-order", "/admin/orders/2");
        pages.put("admin-reset", "/admin/reset");
        shoot(pages, List.of("admin", "admin-orders", "admin-product"));
    }

    private static void shoot(Map<String, String> pages, List<String> inDocs) {
        for (String theme : List.of("light", "dark")) {
            for (int width : List.of(1280, 390)) {
                browser.look(width, width == 390 ? 844 : 800, theme);
                pages.forEach((name, page) -> {
                    visit(page);
                    awaitPictures();
                    browser.shoot(MORE.resolve("%s-%s-%d.png".formatted(name, theme, width)));
                    if (width == 1280 && theme.equals("light") && inDocs.contains(name)) {
                        browser.shoot(DOCS.resolve("shop-" + name + ".png"));
                    }
                });
            }
        }
    }

    private static void awaitPictures() {
        browser.awaitText("#live-text", "stock is live");
        browser.driver()
                .executeAsyncScript(
                        """
                        const done = arguments[0];
                        const seen = [...document.images].filter(
                            image => image.getBoundingClientRect().top < innerHeight);
                        Promise.allSettled(seen.map(image => image.decode())).then(() => done());
                        """);
    }

    private static void register() {
        visit("/register");
        browser.type("#name", "Ann Example");
        browser.type("#email", "ann@example.org");
        browser.type("#password", "correct horse");
        browser.click("#register-form button");
        browser.awaitText("#customer-name", "Ann Example");
    }

    /// Orders something, and gives the order's number.
    private static String order() {
        addToCart(2);
        addToCart(33);
        visit("/checkout");
        browser.type("#street", "Long Lane 1");
        browser.type("#postcode", "1234");
        browser.type("#city", "Springfield");
        browser.type("#country", "Utopia");
        browser.type("#card", "4242 4242 4242 4242");
        browser.type("#expiry", "12/40");
        browser.type("#code", "123");
        browser.click("#place-order");
        browser.awaitText("#order-state", "Paid");
        String url = browser.driver().getCurrentUrl();
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static void addToCart(long product) {
        visit("/product/" + product);
        browser.click("#cart-button");
        browser.awaitText("h1", "Your cart");
    }

    private static void visit(String path) {
        browser.open(client.base() + path);
    }
}
