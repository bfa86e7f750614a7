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
import org.openqa.selenium.Keys;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/// A customer's whole way in Chromium: with the mouse, with the keyboard alone, and without
/// JavaScript.
@Tag("browser")
class CustomerJourneyTest {
    private static final String PASSWORD = "correct horse";

    @TempDir static Path directory;
    private static Shop shop;
    private static Chromium browser;
    private static int customers;

    private final String email = "ann-" + ++customers + "@example.org";

    @BeforeAll
    static void open() {
        Map<String, String> settings = Shops.settings(directory.resolve("shop.db"));
        settings.put("PAYMENT_DELAY_MS", "2000"); // time to see an order pending
        shop = Shops.start(settings);
        browser = new Chromium(directory.resolve("profile"));
    }

    @AfterAll
    static void close() {
        browser.close();
        shop.close();
    }

    @BeforeEach
    void anew() {
        browser.scripts(true);
        browser.look(1280, 800, "light");
        visit("/");
        browser.forgetCookies();
    }

    @Test
    void customerBuysTwoProductsAndSeesTheOrderPaidWithoutReloading() {
        visit("/product/2");
        browser.type("#quantity", "3");
        browser.click("#cart-button");
        browser.awaitText("#cart-total", "$44.97");
        visit("/product/1");
        browser.click("#cart-button");
        browser.awaitText("#cart-total", "$54.96");
        assertThat(browser.text("#cart-count")).startsWith("4");

        browser.type(".line[data-product-id='2'] [name=quantity]", "1");
        browser.click(".line[data-product-id='2'] .pieces button");
        browser.awaitText("#cart-total", "$24.98");

        browser.click("#to-checkout");
        browser.click(".other a");
        browser.type("#name", "Ann Example");
        browser.type("#email", email);
        browser.type("#password", PASSWORD);
        browser.click("#register-form button");
        browser.awaitText("h1", "Checkout");
        fill("4242 4242 4242 4242");
        browser.click("#place-order");

        browser.awaitText("#order-state", "Pending");
        browser.driver().executeScript("window.notReloaded = true;");
        browser.awaitText("#order-state", "Paid");
        assertThat(browser.driver().executeScript("return window.notReloaded === true;"))
                .isEqualTo(true);
        assertThat(browser.shows("#cancel")).isFalse();
        assertThat(browser.text("#order-total")).isEqualTo("$24.98");
        assertThat(browser.shows("#cart-count")).isFalse();

        visit("/account/orders");
        assertThat(browser.text("#orders")).contains("Paid", "$24.98", "2 pieces");
        assertThat(browser.text("#account-link")).contains("Ann Example");
        assertThat(errors()).isEmpty();
    }

    @Test
    void declinedCardIsToldLiveAndTheCartCanBeFilledAgain() {
        register();
        addWidget();
        browser.click("#to-checkout");
        fill("4000 0000 0000 0002");
        browser.click("#place-order");
        browser.awaitText("#order-live", "The bank declined the card. Nothing was charged.");
        browser.click("#again");
        browser.awaitText("#cart-total", "$9.99");
    }

    @Test
    void pendingOrderIsCancelledByItsButton() {
        register();
        addWidget();
        browser.click("#to-checkout");
        fill("4242 4242 4242 4242");
        browser.click("#place-order");
        browser.awaitText("#order-state", "Pending");
        browser.click("#cancel");
        browser.awaitText("#order-live", "It was cancelled. Nothing was charged.");
    }

    @Test
    void keyboardAloneIsEnough() {
        visit("/product/1");
        browser.tabTo("#cart-button");
        browser.press(Keys.ENTER);
        browser.awaitText("#cart-total", "$9.99");
        browser.tabTo("#to-checkout");
        browser.press(Keys.ENTER);
        browser.awaitText("h1", "Log in");
        browser.tabTo(".other a");
        browser.press(Keys.ENTER);
        browser.awaitText("h1", "Create an account");
        browser.tabTo("#name");
        typeAlong("Ann", email, PASSWORD);
        browser.press(Keys.ENTER);
        browser.awaitText("h1", "Checkout");
        browser.tabTo("#name");
        typeAlong("", "Long Lane 1", "1234", "Springfield", "Utopia");
        browser.press(Keys.TAB);
        typeAlong("4242424242424242", "12/40", "123");
        browser.press(Keys.ENTER);
        browser.awaitText("#order-state", "Paid");
    }

    @Test
    void everythingThatHasTheFocusShowsIt() {
        register();
        addWidget();
        for (String page : List.of("/product/1", "/cart", "/checkout", "/account")) {
            visit(page);
            for (int i = 0; i < 14; i++) {
                browser.press(Keys.TAB);
                assertThat(
                                browser.driver()
                                        .executeScript(
                                                "const s = getComputedStyle(document.activeElement);"
                                                        + "return document.activeElement === document.body"
                                                        + " || parseFloat(s.outlineWidth) >= 2 && s.outlineStyle !== 'none';"))
                        .as("%s, %d times Tab", page, i + 1)
                        .isEqualTo(true);
            }
        }
    }

    @Test
    void everythingButBuyingAtOnceWorksWithoutJavaScript() {
        browser.scripts(false);
        visit("/product/2");
        assertThat(browser.element("#purchase-form").isDisplayed()).isFalse();
        browser.type("#pieces", "2");
        browser.click("#cart-button");
        browser.awaitText("#cart-total", "$29.98");
        browser.click("#to-checkout");
        browser.click(".other a");
        browser.type("#name", "Ann Example");
        browser.type("#email", email);
        browser.type("#password", PASSWORD);
        browser.click("#register-form button");
        browser.awaitText("h1", "Checkout");
        fill("4242 4242 4242 4242");
        browser.click("#place-order");
        browser.awaitText("#order-state", "Pending");
        browser.awaitText("#order-state", "Paid"); // the page reloads of itself
        visit("/account");
        browser.click("#logout");
        browser.awaitText("#account-link", "Log in");
    }

    @Test
    void pagesFitAPhoneInBothThemes() {
        register();
        addWidget();
        visit("/product/56");
        browser.click("#cart-button");
        browser.click("#to-checkout");
        fill("4242 4242 4242 4242");
        browser.click("#place-order");
        browser.awaitText("#order-state", "Paid");
        String order = browser.driver().getCurrentUrl().substring(base().length());
        addWidget();
        visit("/product/56");
        browser.click("#cart-button");
        browser.awaitText("h1", "Your cart");
        new Client(shop.port()).setStock(56, 0);
        for (String theme : List.of("light", "dark")) {
            for (int width : List.of(1280, 390)) {
                browser.look(width, width == 390 ? 844 : 800, theme);
                for (String page :
                        List.of(
                                "/product/1",
                                "/cart",
                                "/checkout",
                                "/account",
                                "/account/orders",
                                order,
                                "/nowhere")) {
                    visit(page);
                    assertThat(browser.overflow()).as(page + " " + width).isLessThanOrEqualTo(0);
                    shoot(page.equals(order) ? "/order" : page, theme, width);
                }
            }
        }
        browser.forgetCookies();
        for (String theme : List.of("light", "dark")) {
            for (int width : List.of(1280, 390)) {
                browser.look(width, width == 390 ? 844 : 800, theme);
                for (String page : List.of("/login", "/register")) {
                    visit(page);
                    assertThat(browser.overflow()).as(page + " " + width).isLessThanOrEqualTo(0);
                    shoot(page, theme, width);
                }
            }
        }
    }

    private static void shoot(String page, String theme, int width) {
        String name = page.substring(1).replace('/', '-');
        browser.shoot(
                Path.of("target", "screenshots", "%s-%s-%d.png".formatted(name, theme, width)));
    }

    private static List<LogEntry> errors() {
        return browser.driver().manage().logs().get(LogType.BROWSER).getAll();
    }

    private void register() {
        visit("/register");
        browser.type("#name", "Ann Example");
        browser.type("#email", email);
        browser.type("#password", PASSWORD);
        browser.click("#register-form button");
        browser.awaitText("#customer-name", "Ann Example");
    }

    private static void addWidget() {
        visit("/product/1");
        browser.click("#cart-button");
        browser.awaitText("h1", "Your cart");
    }

    private static void fill(String card) {
        browser.type("#street", "Long Lane 1");
        browser.type("#postcode", "1234");
        browser.type("#city", "Springfield");
        browser.type("#country", "Utopia");
        browser.type("#card", card);
        browser.type("#expiry", "12/40");
        browser.type("#code", "123");
    }

    /// Types into one field after another, from the one that has the focus.
    private static void typeAlong(String... texts) {
        for (int i = 0; i < texts.length; i++) {
            if (i > 0) {
                browser.press(Keys.TAB);
            }
            if (!texts[i].isEmpty()) {
                browser.press(texts[i]);
            }
        }
    }

    private static void visit(String path) {
        browser.open(base() + path);
    }

    private static String base() {
        return "http://127.0.0.1:" + shop.port();
    }
}
