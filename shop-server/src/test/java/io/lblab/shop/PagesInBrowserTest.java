package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.testkit.Chromium;
import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.ShopJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;

/// `java -jar shop-server.jar` alone, in Chromium.
@Tag("browser")
class PagesInBrowserTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @TempDir static Path directory;

    private static ShopJar shop;
    private static Client client;
    private static Chromium chromium;
    private static ChromeDriver browser;

    @BeforeAll
    static void open() {
        shop =
                ShopJar.start(
                        Map.of("APP_HOST", "127.0.0.1", "APP_PORT", "0", "INSTANCE_ID", "1"),
                        directory);
        client = new Client(shop.port());
        chromium = new Chromium(directory.resolve("profile"));
        browser = chromium.driver();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
        if (shop != null) {
            shop.close();
        }
    }

    @BeforeEach
    void desk() {
        look(1280, 900, "light");
    }

    @Test
    void purchaseEndsPaidAndItsStockChangeArrivesInAnOpenShopPage() {
        client.setStock(1, 100);
        browser.get(client.base() + "/shop");
        String shopPage = browser.getWindowHandle();
        awaitText("#live-text", "stock is live");
        assertThat(text("#products-grid .stock-value[data-product-id='1']")).isEqualTo("100");

        browser.switchTo().newWindow(WindowType.TAB);
        browser.get(client.base() + "/product/1");
        WebElement quantity = element("#quantity");
        quantity.clear();
        quantity.sendKeys("3");
        element("#purchase-form button[type=submit]").click();
        awaitText("#result", "is pending");
        awaitText("#result", "is paid");
        awaitText("#product-stock", "97");
        browser.close();

        browser.switchTo().window(shopPage);
        awaitText("#products-grid .stock-value[data-product-id='1']", "97");
    }

    @Test
    void refusedPurchaseSaysWhy() {
        client.setStock(2, 4);
        browser.get(client.base() + "/product/2");
        WebElement quantity = element("#quantity");
        quantity.clear();
        quantity.sendKeys("9");
        element("#purchase-button").click();
        awaitText("#result", "Only 4 left.");
    }

    @Test
    void pagesHaveTheElementsThatScriptsLookFor() {
        browser.get(client.base() + "/product/3");
        assertThat(element("meta[name=product-id]").getDomAttribute("content")).isEqualTo("3");
        assertThat(text("#product-name")).isEqualTo("Thingamajig");
        assertThat(text("#product-price")).isEqualTo("$19.99");
        assertThat(text("#product-stock")).isEqualTo("75");
        assertThat(text("#instance-id")).isEqualTo("1");

        browser.get(client.base() + "/shop");
        assertThat(
                        browser.findElements(
                                By.cssSelector("#products-grid .stock-value[data-product-id]")))
                .hasSize(291);

        browser.get(client.base() + "/product/99999");
        assertThat(text("h1")).contains("nothing on this shelf");
    }

    @Test
    void everyPictureOnTheShopPageLoads() {
        browser.get(client.base() + "/shop");
        Object broken =
                browser.executeAsyncScript(
                        """
                        const done = arguments[0];
                        const images = [...document.images];
                        images.forEach(image => { image.loading = 'eager'; });
                        Promise.all(images.map(image => image.decode().then(() => '', () => image.src)))
                            .then(failed => done(failed.filter(src => src)));
                        """);
        assertThat((List<?>) broken).isEmpty();
    }

    @Test
    void pagesFitAPhone() {
        look(390, 844, "light");
        for (String page : List.of("/", "/shop", "/product/1", "/product/99999")) {
            browser.get(client.base() + page);
            Object overflow =
                    browser.executeScript(
                            "return document.documentElement.scrollWidth - innerWidth;");
            assertThat((Long) overflow).as(page).isLessThanOrEqualTo(0);
        }
    }

    /// Makes the pictures of the documentation: `./lab screenshots`.
    @Test
    @Tag("screenshots")
    void screenshots() throws IOException {
        Path docs = Path.of("..", "docs", "screenshots");
        Path more = Path.of("target", "screenshots");
        client.setStock(1, 57);
        client.setStock(6, 7);
        client.setStock(9, 0);
        shoot("/shop", docs.resolve("shop.png"));
        shoot("/product/1", docs.resolve("product.png"));
        for (String theme : List.of("light", "dark")) {
            for (int width : List.of(1280, 390)) {
                look(width, 900, theme);
                String suffix = "-%s-%d.png".formatted(theme, width);
                shoot("/", more.resolve("home" + suffix));
                shoot("/shop", more.resolve("shop" + suffix));
                shoot("/product/56", more.resolve("product" + suffix));
                shoot("/nowhere", more.resolve("lost" + suffix));
            }
        }
        look(1280, 3000, "light");
        shoot("/shop", more.resolve("shop-long.png"));
    }

    private static void shoot(String page, Path file) throws IOException {
        browser.get(client.base() + page);
        awaitText("#live-text", "stock is live");
        browser.executeAsyncScript(
                """
                const done = arguments[0];
                const seen = [...document.images].filter(
                    image => image.getBoundingClientRect().top < innerHeight);
                Promise.allSettled(seen.map(image => image.decode())).then(() => done());
                """);
        Files.createDirectories(file.getParent());
        Files.write(file, browser.getScreenshotAs(OutputType.BYTES));
    }

    private static void look(int width, int height, String theme) {
        chromium.look(width, height, theme);
    }

    private static WebElement element(String selector) {
        return browser.findElement(By.cssSelector(selector));
    }

    private static String text(String selector) {
        return element(selector).getText();
    }

    private static void awaitText(String selector, String text) {
        Awaitility.await(selector + " says " + text)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> text(selector).contains(text));
    }
}
