package io.lblab.shop.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.shop.store.DatabaseUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopConfigTest {
    @Test
    void nothingSetMeansTheDefaults() {
        ShopConfig config = ShopConfig.from(Map.of());

        assertThat(config.host()).isEqualTo("0.0.0.0");
        assertThat(config.port()).isEqualTo(8000);
        assertThat(config.instanceId()).isEqualTo("unknown");
        assertThat(config.database()).isEqualTo(new DatabaseUrl.Sqlite(Path.of("./data/shop.db")));
        assertThat(config.redis()).isEmpty();
        assertThat(config.kafka()).isEmpty();
        assertThat(config.stockChannel()).isEqualTo("stock-updates");
        assertThat(config.defaultProductId()).isEqualTo(1);
        assertThat(config.paymentDelay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.customers().sharedSessions()).isTrue();
        assertThat(config.customers().adminPassword()).isEmpty();
        assertThat(config.operations())
                .isEqualTo(
                        new ShopConfig.Operations(
                                Optional.empty(),
                                Duration.ZERO,
                                Duration.ofSeconds(6),
                                Duration.ofSeconds(30)));
    }

    @Test
    void everyVariableIsRead() {
        ShopConfig config =
                ShopConfig.from(
                        Map.of(
                                "APP_HOST", "127.20.0.11",
                                "APP_PORT", "9000",
                                "INSTANCE_ID", "2",
                                "DB_URL", "jdbc:sqlite:/srv/shop.db",
                                "REDIS_HOST", "redis",
                                "REDIS_PASSWORD", "secret",
                                "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092,other:9093",
                                "PURCHASE_TOPIC", "buys",
                                "DEFAULT_PRODUCT_ID", "3",
                                "PAYMENT_DELAY_MS", "0"));

        assertThat(config.host()).isEqualTo("127.20.0.11");
        assertThat(config.port()).isEqualTo(9000);
        assertThat(config.database()).isEqualTo(new DatabaseUrl.Sqlite(Path.of("/srv/shop.db")));
        assertThat(config.redis().orElseThrow().toString()).isEqualTo("redis:6379/0");
        assertThat(config.redis().orElseThrow().password()).contains("secret");
        assertThat(config.kafka()).contains(new ShopConfig.Kafka("kafka:9092,other:9093", "buys"));
        assertThat(config.defaultProductId()).isEqualTo(3);
        assertThat(config.paymentDelay()).isZero();
    }

    @Test
    void everyVariableOfOperationsIsRead() {
        ShopConfig config =
                ShopConfig.from(
                        Map.of(
                                "LAB_TOKEN", "s3cret_-",
                                "DRAIN_DELAY_MS", "5000",
                                "STOP_TIMEOUT_MS", "0",
                                "REQUEST_TIMEOUT_MS", "100"));

        assertThat(config.operations())
                .isEqualTo(
                        new ShopConfig.Operations(
                                Optional.of("s3cret_-"),
                                Duration.ofSeconds(5),
                                Duration.ZERO,
                                Duration.ofMillis(100)));
        assertThat(config.toString()).doesNotContain("s3cret");
        assertThat(ShopConfig.from(Map.of("LAB_TOKEN", "")).operations().labToken()).isEmpty();
    }

    @Test
    void tokenThatCannotBeUsedIsNotShown() {
        assertThatThrownBy(() -> ShopConfig.from(Map.of("LAB_TOKEN", "two words")))
                .hasMessage(
                        "LAB_TOKEN is \"(not shown)\": allowed is 1 to 128 letters, digits, '_' or"
                                + " '-', or empty");
    }

    @Test
    void emptyRedisAndKafkaMeanTheStandIns() {
        ShopConfig config =
                ShopConfig.from(Map.of("REDIS_HOST", "", "KAFKA_BOOTSTRAP_SERVERS", ""));

        assertThat(config.redis()).isEmpty();
        assertThat(config.kafka()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "APP_HOST|two words|a host name or an IP address",
                "APP_PORT|80x0|a whole number from 0 to 65535",
                "APP_PORT|70000|a whole number from 0 to 65535",
                "APP_PORT|''|a whole number from 0 to 65535",
                "INSTANCE_ID|a b|1 to 64 letters, digits, '.', '_' or '-'",
                "DB_URL|jdbc:mysql://db/shop|jdbc:sqlite:<file>",
                "DB_URL|jdbc:postgresql:shop|jdbc:sqlite:<file>",
                "DB_URL|jdbc:sqlite::memory:|jdbc:sqlite:<file>",
                "REDIS_PORT|0|a whole number from 1 to 65535",
                "REDIS_DB|-1|a whole number from 0 to 65535",
                "KAFKA_BOOTSTRAP_SERVERS|kafka|host:port[,host:port], or empty",
                "KAFKA_BOOTSTRAP_SERVERS|kafka:65536|host:port[,host:port], or empty",
                "KAFKA_BOOTSTRAP_SERVERS|kafka:9092,b:0|host:port[,host:port], or empty",
                "PURCHASE_TOPIC|what?|1 to 200 letters, digits, '.', '_' or '-'",
                "REDIS_STOCK_CHANNEL|''|1 to 200 printable characters without spaces",
                "DEFAULT_PRODUCT_ID|first|a whole number from 1",
                "SESSION_STORE|disk|redis or memory",
                "SESSION_STORE|''|redis or memory",
                "DRAIN_DELAY_MS|600001|a whole number from 0 to 600000",
                "STOP_TIMEOUT_MS|7s|a whole number from 0 to 600000",
                "REQUEST_TIMEOUT_MS|99|a whole number from 100 to 600000",
                "PAYMENT_DELAY_MS|1s|a whole number from 0 to 600000"
            })
    void unusableValueIsNamedWithWhatIsAllowed(String variable, String value, String allowed) {
        assertThatThrownBy(() -> ShopConfig.from(Map.of(variable, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(variable + " is \"" + value + "\": allowed is " + allowed)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void postgresUrlIsShownWithoutItsPassword() {
        String url = "jdbc:postgresql://db:5432/shop?user=me&password=hush";
        assertThat(ShopConfig.from(Map.of("DB_URL", url)).database())
                .isEqualTo(new DatabaseUrl.Postgres(url))
                .hasToString("postgresql://db:5432/shop");
        assertThatThrownBy(() ->
                        ShopConfig.from(Map.of("DB_URL", "postgresql://db?password=hush&x=1")))
                .hasMessageStartingWith("DB_URL is \"postgresql://db?password=…&x=1\"");
    }

    @Test
    void sessionsInMemoryAndAnAdminsPassword() {
        ShopConfig config =
                ShopConfig.from(Map.of("SESSION_STORE", "memory", "ADMIN_PASSWORD", "open sesame"));

        assertThat(config.customers().sharedSessions()).isFalse();
        assertThat(config.customers().adminPassword()).contains("open sesame");
        assertThat(config.toString()).doesNotContain("sesame");
    }

    @Test
    void unusableSecretIsNotShown() {
        assertThatThrownBy(() -> ShopConfig.from(Map.of("ADMIN_PASSWORD", "sesame")))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "ADMIN_PASSWORD is \"(not shown)\": allowed is empty, or 8 to 72 bytes");
    }

    @Test
    void lineBreakInAValueStaysOneLine() {
        assertThatThrownBy(() -> ShopConfig.from(Map.of("APP_PORT", "1\n2")))
                .hasMessageStartingWith("APP_PORT is \"1?2\"");
    }
}
