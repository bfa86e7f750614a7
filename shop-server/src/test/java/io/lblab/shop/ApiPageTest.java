package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.testkit.Chromium;
import io.lblab.shop.testkit.ShopJar;
import io.lblab.shop.testkit.Shops;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `/api` in Chromium: Swagger UI out of the jar, under our Content-Security-Policy.
@Tag("browser")
class ApiPageTest {
    private static final String PRODUCT = "#operations-shop-get_products__id_ ";

    /// Remembers what the browser refuses to load or run, before the page's own scripts.
    private static final String WATCH =
            """
            window.refused = [];
            document.addEventListener('securitypolicyviolation',
                e => window.refused.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sourceFile));
            window.addEventListener('error', e => window.refused.push(String(e.message)));
            """;

    @TempDir static Path directory;

    private static ShopJar shop;
    private static Chromium browser;

    @BeforeAll
    static void open() {
        shop = ShopJar.start(Shops.settings(directory.resolve("shop.db")), directory);
        browser = new Chromium(directory.resolve("profile"));
        browser.driver()
                .executeCdpCommand(
                        "Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
        shop.close();
    }

    @Test
    void tryingOutAProductShowsItsAnswer() {
        browser.look(1280, 900, "light");
        browser.open("http://127.0.0.1:" + shop.port() + "/api");
        browser.awaitText(PRODUCT, "/products/{id}");
        assertThat(browser.shows(".swagger-ui .errors-wrapper")).isFalse();

        browser.click(PRODUCT + ".opblock-summary-control");
        browser.awaitText(PRODUCT + ".try-out__btn", "Try it out");
        browser.click(PRODUCT + ".try-out__btn");
        browser.awaitText(PRODUCT + ".execute", "Execute");
        browser.click(PRODUCT + ".execute");
        browser.awaitText(PRODUCT + ".live-responses-table .response .response-col_status", "200");
        browser.awaitText(PRODUCT + ".live-responses-table", "\"name\": \"Widget\"");
        browser.awaitText(PRODUCT + ".live-responses-table", "x-instance-id: 1");

        assertThat((List<?>) browser.driver().executeScript("return window.refused;")).isEmpty();
        browser.shoot(Path.of("target", "screenshots", "api-light-1280.png"));
    }

    @Test
    void nothingComesFromAnywhereElseAndThePageFitsAPhoneInTheDark() {
        browser.look(390, 844, "dark");
        browser.open("http://127.0.0.1:" + shop.port() + "/api");
        browser.awaitText("#operations-shop-get_products", "/products");

        assertThat(
                        (List<?>)
                                browser.driver()
                                        .executeScript(
                                                """
                                                return performance.getEntriesByType('resource')
                                                    .map(entry => entry.name)
                                                    .filter(name => !name.startsWith(location.origin));
                                                """))
                .isEmpty();
        assertThat(browser.overflow()).isLessThanOrEqualTo(0);
        browser.shoot(Path.of("target", "screenshots", "api-dark-390.png"));
    }
}
