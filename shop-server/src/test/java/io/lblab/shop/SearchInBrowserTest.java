package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.testkit.Chromium;
import io.lblab.shop.testkit.Shops;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// Finding something in Chromium, without JavaScript.
@Tag("browser")
class SearchInBrowserTest {
    @TempDir static Path directory;
    private static Shop shop;
    private static Chromium browser;

    @BeforeAll
    static void open() {
        shop = Shops.start(Shops.settings(directory.resolve("shop.db")));
        browser = new Chromium(directory.resolve("profile"));
    }

    @AfterAll
    static void close() {
        browser.close();
        shop.close();
    }

    @BeforeEach
    void anew() {
        browser.look(1280, 800, "light");
        browser.scripts(false);
        browser.open(base() + "/");
    }

    @Test
    void wordsTypedInTheHeaderLeadToTheProduct() {
        browser.type("#search", "copper kettle");
        browser.press(Keys.ENTER);
        browser.awaitText("h1", "“copper kettle”");
        assertThat(browser.element("#search").getDomProperty("value")).isEqualTo("copper kettle");
        assertThat(names()).isNotEmpty().allMatch(name -> name.contains("Copper Kettle"));
        browser.click("#products-grid .card");
        browser.awaitText("#product-name", "Copper Kettle");
        browser.click(".crumbs a:last-child");
        browser.awaitText("h1", "Kitchen");
        browser.awaitText(".chips [aria-current]", "Kitchen");
    }

    @Test
    void sortedListIsPagedThroughAndBack() {
        browser.open(base() + "/shop");
        browser.click("#sort option[value='-price']");
        browser.click(".sorting button");
        browser.awaitText("#result-count", "291 products");
        List<Double> first = prices();
        assertThat(first).hasSize(24).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(browser.text("#sort option:checked")).isEqualTo("Price, highest first");

        browser.click("[rel=next]");
        browser.awaitText(".pages [aria-current]", "2");
        List<Double> second = prices();
        assertThat(second.getFirst()).isLessThanOrEqualTo(first.getLast());
        browser.click("[rel=prev]");
        browser.awaitText(".pages [aria-current]", "1");
        assertThat(prices()).isEqualTo(first);
    }

    @Test
    void nothingFoundLeadsBackToEverything() {
        browser.type("#search", "unicorn");
        browser.click(".search button");
        browser.awaitText("#nothing-found", "Nothing on the shelves fits.");
        browser.click("#nothing-found .button");
        browser.awaitText("#result-count", "291 products");
    }

    @Test
    void listsFitAPhone() {
        for (int width : List.of(320, 390, 768, 1024, 1280)) {
            browser.look(width, 844, "light");
            for (String page :
                    List.of("/", "/shop", "/shop?q=pan", "/shop?page=7", "/shop?q=unicorn")) {
                browser.open(base() + page);
                assertThat(browser.overflow()).as(page + " " + width).isLessThanOrEqualTo(0);
                assertThat(browser.element("#search").getSize().width)
                        .as("search box at " + width)
                        .isGreaterThan(120);
            }
        }
    }

    private static List<String> names() {
        return cards(".name").stream().map(WebElement::getText).toList();
    }

    private static List<Double> prices() {
        return cards(".price").stream()
                .map(price -> Double.valueOf(price.getText().substring(1)))
                .toList();
    }

    private static List<WebElement> cards(String part) {
        return browser.driver().findElements(By.cssSelector("#products-grid .card " + part));
    }

    private static String base() {
        return "http://127.0.0.1:" + shop.port();
    }
}
