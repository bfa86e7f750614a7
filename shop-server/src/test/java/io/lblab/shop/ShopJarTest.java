package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.EventStream;
import io.lblab.shop.testkit.FreePorts;
import io.lblab.shop.testkit.ShopJar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `java -jar shop-server.jar`: how it starts, refuses to, and stops.
@Tag("local")
class ShopJarTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path directory;

    @Test
    void startsAloneWithoutWarningsAndStopsOnSigterm() {
        try (ShopJar jar =
                ShopJar.start(
                        Map.of("APP_HOST", "127.20.0.11", "APP_PORT", "0", "INSTANCE_ID", "1"),
                        directory)) {
            Client client = new Client("127.20.0.11", jar.port());
            EventStream events = new EventStream(client);
            assertThat(client.get("/products/1").status()).isEqualTo(200);

            long begun = System.nanoTime();
            jar.process().process().destroy();
            events.awaitEnd();
            assertThat(jar.process().awaitExit(PATIENCE)).isEqualTo(143);
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(Duration.ofSeconds(3));
            assertThat(events.lines()).doesNotContain("broken off");
            events.close();

            assertThat(jar.process().output().lines())
                    .allMatch(line -> line.startsWith("[Instance 1] "))
                    .anyMatch(line ->
                            line.matches("\\[Instance 1] GET /products/1 200 \\d+\\.\\d ms"))
                    .anyMatch(line ->
                            line.contains(
                                    "no Redis (REDIS_HOST) and no Kafka (KAFKA_BOOTSTRAP_SERVERS)"));
        }
    }

    @Test
    void unusableSettingIsOneLineAndExitCodeTwo() {
        try (ShopJar jar = ShopJar.launch(Map.of("APP_PORT", "eighty"), directory)) {
            assertThat(jar.process().awaitExit(PATIENCE)).isEqualTo(2);
            assertThat(jar.process().output())
                    .isEqualToIgnoringNewLines(
                            "shop-server: APP_PORT is \"eighty\": allowed is a whole number from 0 to 65535");
        }
    }

    @Test
    void takenPortIsOneLineAndExitCodeOne() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ShopJar jar =
                        ShopJar.launch(
                                Map.of(
                                        "APP_HOST",
                                        "127.0.0.1",
                                        "APP_PORT",
                                        Integer.toString(taken.getLocalPort())),
                                directory)) {
            assertThat(jar.process().awaitExit(PATIENCE)).isEqualTo(1);
            assertThat(jar.process().output().lines().toList())
                    .singleElement()
                    .asString()
                    .startsWith("shop-server: cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .contains("APP_PORT");
        }
    }

    @Test
    void databaseThatCannotBeOpenedIsOneLineAndExitCodeOne() {
        try (ShopJar jar =
                ShopJar.launch(
                        Map.of(
                                "APP_PORT",
                                Integer.toString(FreePorts.next()),
                                "DB_URL",
                                "jdbc:sqlite:/proc/nowhere/shop.db"),
                        directory)) {
            assertThat(jar.process().awaitExit(PATIENCE)).isEqualTo(1);
            assertThat(jar.process().output().lines().toList())
                    .singleElement()
                    .asString()
                    .startsWith("shop-server: the database /proc/nowhere/shop.db cannot be opened");
        }
    }
}
