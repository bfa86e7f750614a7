package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.testkit.Chromium;
import io.lblab.shop.testkit.RealNginx;
import io.lblab.shop.testkit.RealRedis;
import io.lblab.shop.testkit.Shops;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lesson of sticky sessions, as a class sees it: Chromium, nginx, two instances.
@Tag("browser")
class VanishingCartTest {
    @TempDir static Path servers;
    @TempDir Path directory;

    private static RealRedis redis;
    private static Chromium browser;

    private Shop one;
    private Shop two;
    private RealNginx nginx;

    @BeforeAll
    static void open() {
        redis = new RealRedis(servers.resolve("redis")).start();
        browser = new Chromium(servers.resolve("profile"));
        browser.look(1280, 900, "light");
    }

    @AfterAll
    static void close() {
        browser.close();
        redis.close();
    }

    @AfterEach
    void stop() {
        browser.forgetCookies();
        nginx.close();
        one.close();
        two.close();
    }

    @Test
    void roundRobinLosesACartThatLivesInMemory() {
        start("memory", "");
        addWidget();

        assertThat(browser.text("#session-lost"))
                .contains("Your session was not found here.", "another instance's memory");
        assertThat(browser.text("#cart-empty")).contains("Nothing in it yet.");
        assertThat(browser.text("#session-home")).isEqualTo("no session yet");

        browser.open(nginx.base() + "/cart");
        assertThat(browser.shows("#session-lost")).isFalse();
        assertThat(browser.shows("#cart-empty")).isTrue();
    }

    /// Makes the picture of the documentation: `./lab screenshots`.
    @Test
    @Tag("screenshots")
    void pictureOfTheLoss() {
        start("memory", "");
        browser.look(1280, 640, "light");
        addWidget();
        browser.awaitText("#live-text", "stock is live");
        browser.shoot(Path.of("..", "docs", "screenshots", "cart-lost.png"));
    }

    @Test
    void ipHashKeepsACartThatLivesInMemory() {
        start("memory", "ip_hash;");
        addWidget();
        String instance = browser.text("#instance-id");

        for (int i = 0; i < 4; i++) {
            browser.open(nginx.base() + "/cart");
            assertThat(browser.text("#cart-lines")).contains("Widget");
            assertThat(browser.text("#instance-id")).isEqualTo(instance);
            assertThat(browser.text("#session-home"))
                    .isEqualTo("session in memory of instance " + instance);
        }
    }

    @Test
    void roundRobinKeepsACartThatLivesInRedis() {
        start("redis", "");
        addWidget();
        String before = browser.text("#instance-id");

        for (int i = 0; i < 4; i++) {
            browser.open(nginx.base() + "/cart");
            assertThat(browser.text("#cart-lines")).contains("Widget");
            assertThat(browser.text("#cart-count")).startsWith("1");
            assertThat(browser.text("#instance-id")).isNotEqualTo(before);
            assertThat(browser.text("#session-home"))
                    .isEqualTo("session in Redis, shared by all instances");
            before = browser.text("#instance-id");
        }
    }

    private void addWidget() {
        browser.open(nginx.base() + "/product/1");
        browser.click("#cart-button");
        browser.awaitText("h1", "Your cart");
    }

    private void start(String store, String method) {
        Map<String, String> settings = Shops.settings(directory.resolve("shop.db"));
        settings.put("REDIS_HOST", "127.0.0.1");
        settings.put("REDIS_PORT", Integer.toString(redis.port()));
        settings.put("SESSION_STORE", store);
        one = Shops.start(settings);
        settings.put("INSTANCE_ID", "2");
        two = Shops.start(settings);
        nginx = new RealNginx(directory.resolve("nginx"), method, one.port(), two.port());
    }
}
