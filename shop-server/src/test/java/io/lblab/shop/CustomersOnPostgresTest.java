package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.testkit.CheckoutForm;
import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.RealPostgres;
import io.lblab.shop.testkit.RealRedis;
import io.lblab.shop.testkit.Shops;
import io.lblab.shop.testkit.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Accounts and checkout with PostgreSQL instead of SQLite.
@Tag("local")
class CustomersOnPostgresTest {
    private static final String PASSWORD = "correct horse";

    @TempDir Path directory;

    @Test
    void accountsAndCheckoutWorkOnPostgres() throws Exception {
        Path programs = RealPostgres.programs().orElse(null);
        Assumptions.assumeTrue(
                programs != null,
                "PostgreSQL is not installed (Debian, Ubuntu: apt-get install postgresql)");
        try (RealPostgres postgres =
                        new RealPostgres(directory.resolve("postgres"), programs).start();
                RealRedis redis = new RealRedis(directory.resolve("redis")).start()) {
            Map<String, String> settings = Shops.settings(directory.resolve("unused.db"));
            settings.put("DB_URL", postgres.createDatabase());
            settings.put("REDIS_HOST", "127.0.0.1");
            settings.put("REDIS_PORT", Integer.toString(redis.port()));
            settings.put("ADMIN_PASSWORD", "open sesame");
            try (Shop one = Shops.start(settings)) {
                settings.put("ADMIN_PASSWORD", "open barley");
                try (Shop two = Shops.start(settings)) {
                    shopAround(one.port(), two.port());
                }
            }
        }
    }

    private static void shopAround(int one, int two) throws Exception {
        Visitor admin = new Visitor(one);
        assertThat(admin.logIn("admin@shop.local", "open sesame").status()).isEqualTo(422);
        assertThat(admin.logIn("admin@shop.local", "open barley").status()).isEqualTo(303);

        Visitor visitor = new Visitor(one).registered("Ann", "ann@example.org", PASSWORD);
        Visitor second = new Visitor(two);
        second.get("/register");
        assertThat(
                        second.post(
                                        "/register",
                                        "name",
                                        "Ann",
                                        "email",
                                        "ANN@example.org",
                                        "password",
                                        PASSWORD)
                                .status())
                .isEqualTo(422);

        visitor.post("/cart/add", "product_id", "1", "quantity", "2");
        String order = CheckoutForm.sendTwentyTimes(visitor, one, two);
        Awaitility.await("paid")
                .atMost(Duration.ofSeconds(20))
                .until(() -> visitor.get(order).body().contains("data-state=\"paid\""));
        assertThat(visitor.get("/account/orders").body().split("class=\"state\"", -1)).hasSize(2);
        assertThat(new Client(two).stock(1)).isEqualTo(98);
    }
}
