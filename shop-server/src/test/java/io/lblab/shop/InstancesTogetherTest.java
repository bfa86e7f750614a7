package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.ShopJar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three whole instances started at the same moment on one empty SQLite file, fifty times.
@Tag("local")
class InstancesTogetherTest {
    private static final int INSTANCES = 3;
    private static final int ROUNDS = 50;

    @TempDir Path directory;

    @Test
    void threeInstancesOnAnEmptyFileAllServeFiftyTimes() {
        for (int round = 0; round < ROUNDS; round++) {
            Path folder = directory.resolve("round-" + round);
            List<ShopJar> instances = new ArrayList<>();
            try {
                for (int id = 1; id <= INSTANCES; id++) {
                    instances.add(
                            ShopJar.launch(
                                    Map.of(
                                            "APP_HOST",
                                            "127.0.0.1",
                                            "APP_PORT",
                                            "0",
                                            "INSTANCE_ID",
                                            Integer.toString(id),
                                            "DB_URL",
                                            "jdbc:sqlite:" + folder.resolve("shop.db")),
                                    folder));
                }
                for (ShopJar instance : instances) {
                    instance.process().awaitOutput("serving on", Duration.ofSeconds(30));
                    Client client = new Client("127.0.0.1", instance.port());
                    assertThat(client.get("/products").status()).isEqualTo(200);
                    assertThat(client.get("/stock").body()).contains("\"stock\":100");
                    assertThat(instance.process().output())
                            .as("round %d", round)
                            .doesNotContain("Exception", "SQLITE_", "shop-server:");
                }
            } finally {
                instances.forEach(ShopJar::close);
            }
        }
    }
}
