package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.testkit.Chromium;
import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.Shops;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Admin and customer in Chromium, each in a browser of their own.
@Tag("browser")
class AdminInBrowserTest {
    private static final String PASSWORD = "open sesame";

    /// How many buttons and cells end outside of the window.
    private static final String CUT_OFF =
            "return [...document.querySelectorAll('main button, main td, main input')]"
                    + ".filter(it => it.getBoundingClientRect().right > innerWidth).length;";

    @TempDir static Path directory;
    private static Shop shop;
    private static Client client;
    private static Chromium admin;
    private static Chromium customer;

    @BeforeAll
    static void open() {
        Map<String, String> settings = Shops.settings(directory.resolve("shop.db"));
        settings.put("ADMIN_PASSWORD", PASSWORD);
        shop = Shops.start(settings);
        client = new Client(shop.port());
        admin = new Chromium(directory.resolve("admin"));
        customer = new Chromium(directory.resolve("customer"));
    }

    @AfterAll
    static void close() {
        admin.close();
        customer.close();
        shop.close();
    }

    @BeforeEach
    void logIn() {
        for (Chromium browser : List.of(admin, customer)) {
            browser.scripts(true);
            browser.look(1280, 800, "light");
            visit(browser, "/");
            browser.forgetCookies();
        }
        visit(admin, "/admin");
        admin.type("#email", "admin@shop.local");
        admin.type("#password", PASSWORD);
        admin.click("#login-form button");
        admin.awaitText("h1", "Admin"); // back where the log-in was asked for
    }

    @Test
    void priceThatAnAdminChangesIsThePriceACustomerSees() {
        admin.scripts(false);
        visit(admin, "/admin/products?q=gadget");
        admin.click("#products a");
        admin.awaitText("h1", "Gadget");
        admin.type("#price", "cheap");
        admin.click("#save");
        admin.awaitText("#refused", "The price must be an amount");
        assertThat(admin.element("#price").getDomProperty("value")).isEqualTo("cheap");
        admin.type("#price", "11.50");
        admin.click("#save");
        admin.awaitText("#said", "It is saved.");

        visit(customer, "/product/2");
        assertThat(customer.text("#product-price")).isEqualTo("$11.50");
        customer.click("#cart-button");
        customer.awaitText("#cart-total", "$11.50");
    }

    @Test
    void productIsMadeAndItsStockSetWhileACustomerLooks() {
        visit(admin, "/admin/products");
        admin.click("#new-product");
        admin.type("#name", "Doodad");
        admin.type("#category", "Odds");
        admin.type("#description", "Sturdy.");
        admin.type("#price", "3");
        admin.type("#stock", "20");
        admin.click("#save");
        admin.awaitText("#said", "It is made.");

        visit(customer, "/shop?q=doodad");
        customer.awaitText("#live-text", "stock is live");
        customer.awaitText("#products-grid", "20 left");
        admin.type("#pieces", "4");
        admin.click("#set-stock");
        admin.awaitText("#said", "The stock is set.");
        customer.awaitText("#products-grid", "4 left");
    }

    @Test
    void shippedOrderMovesOnOnItsCustomersPage() {
        long order = client.buy(1, 1).json().path("order_id").asLong();
        client.awaitState(order, "paid");
        visit(customer, "/orders/" + order);
        customer.awaitText("#order-state", "Paid");
        customer.driver().executeScript("window.notReloaded = true;");

        visit(admin, "/admin/orders?state=paid");
        admin.click("tr[data-order-id='" + order + "'] form[action$=ship] button");
        admin.awaitText("#said", "Order " + order + " is shipped.");
        customer.awaitText("#order-state", "Shipped");
        admin.click(".tabs a[href$=shipped]");
        admin.awaitText(".tabs [aria-current]", "hipped");
        admin.click("tr[data-order-id='" + order + "'] form[action$=deliver] button");
        customer.awaitText("#order-state", "Delivered");
        assertThat(customer.driver().executeScript("return window.notReloaded === true;"))
                .isEqualTo(true);
    }

    @Test
    void shelvesAreResetAfterAskingOnce() {
        client.setStock(7, 1);
        visit(admin, "/admin/reset");
        admin.awaitText("#plan", "goes back to what it was");
        admin.click("#reset");
        admin.awaitText("#said", "The shelves are as they were");
        assertThat(admin.element("#books").getDomAttribute("data-balanced")).isEqualTo("true");
    }

    @Test
    void customerIsTurnedAwayAndNotShownTheDoor() {
        visit(customer, "/register");
        customer.type("#name", "Bob");
        customer.type("#email", "bob@example.org");
        customer.type("#password", "correct horse");
        customer.click("#register-form button");
        customer.awaitText("#customer-name", "Bob");
        assertThat(customer.shows("#to-admin")).isFalse();
        visit(customer, "/admin/products");
        assertThat(customer.text("main")).contains("403", "This is for the shop's people.");
    }

    @Test
    void pagesFitAPhone() {
        long order = client.buy(1, 1).json().path("order_id").asLong();
        client.awaitState(order, "paid");
        client.setStock(9, 0);
        for (int width : List.of(390, 768, 1280)) {
            admin.look(width, 844, "dark");
            for (String page :
                    List.of(
                            "/admin",
                            "/admin/products",
                            "/admin/products/9",
                            "/admin/products/new",
                            "/admin/orders",
                            "/admin/orders/" + order,
                            "/admin/reset")) {
                visit(admin, page);
                assertThat(admin.overflow()).as(page + " " + width).isLessThanOrEqualTo(0);
                assertThat(admin.driver().executeScript(CUT_OFF))
                        .as(page + " " + width)
                        .isEqualTo(0L);
            }
        }
    }

    private static void visit(Chromium browser, String path) {
        browser.open(client.base() + path);
    }
}
