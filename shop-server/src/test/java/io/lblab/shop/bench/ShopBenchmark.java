package io.lblab.shop.bench;

import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.FreePorts;
import io.lblab.shop.testkit.Servers;
import io.lblab.shop.testkit.ShopJar;
import io.lblab.shop.testkit.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One instance pinned to one core, wrk on the other; beside it, in the same run and taking turns,
/// Javalin answering a constant.
@Tag("bench")
class ShopBenchmark {
    private static final int SHOP_CORE = 0;
    private static final int WRK_CORE = 1;
    private static final int WARM_UP = Integer.getInteger("bench.warmup", 15);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 10);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);

    @TempDir Path directory;

    private record Row(String what, double perSecond, double micros, String p50, String p99) {}

    @Test
    void oneInstanceOnOneCore() {
        List<Row> rows = new ArrayList<>();
        int port = FreePorts.next();
        int constantPort = FreePorts.next();
        try (Servers servers = Servers.start(directory.resolve("servers"))) {
            Map<String, String> settings = Store.SQLITE.settings(servers, directory);
            settings.put("APP_PORT", Integer.toString(port));
            try (Pinned shop =
                            Pinned.start(
                                    SHOP_CORE,
                                    ShopJar.options(),
                                    settings,
                                    port,
                                    directory.resolve("shop"));
                    Pinned constant =
                            Pinned.start(
                                    SHOP_CORE,
                                    List.of(
                                            "-XX:+UseSerialGC",
                                            "-cp",
                                            System.getProperty("java.class.path"),
                                            ConstantServer.class.getName(),
                                            Integer.toString(constantPort)),
                                    Map.of(),
                                    constantPort,
                                    directory.resolve("constant"))) {
                Client client = new Client(port);
                Awaitility.await("the broker")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> client.buy(3, 1).status() == 200);
                client.setStock(1, 1_000_000);
                Wrk wrk = new Wrk(directory, WRK_CORE);
                wrk.get(constant.url("/products/1"), WARM_UP);
                wrk.get(shop.url("/products/1"), WARM_UP);
                wrk.get(shop.url("/shop"), WARM_UP);
                for (int round = 0; round < ROUNDS; round++) {
                    rows.add(
                            measured(
                                    "constant",
                                    constant,
                                    () -> wrk.get(constant.url("/products/1"), SECONDS)));
                    rows.add(
                            measured(
                                    "GET /products/1",
                                    shop,
                                    () -> wrk.get(shop.url("/products/1"), SECONDS)));
                    rows.add(
                            measured("GET /shop", shop, () -> wrk.get(shop.url("/shop"), SECONDS)));
                    rows.add(
                            measured(
                                    "POST /purchase",
                                    shop,
                                    () ->
                                            wrk.post(
                                                    shop.url("/purchase"),
                                                    "{\"product_id\":1,\"quantity\":1}",
                                                    SECONDS)));
                }
                Markdown table =
                        new Markdown("request", "requests/s", "CPU µs/request", "p50", "p99");
                for (Row row : rows) {
                    table.row(
                            row.what,
                            "%.0f".formatted(row.perSecond),
                            "%.0f".formatted(row.micros),
                            row.p50,
                            row.p99);
                }
                System.out.println(table);
                System.out.println("resident after it: " + shop.residentMegabytes() + " MB");
            }
        }
    }

    @Test
    void readyAfterExec() {
        Markdown table = new Markdown("start", "ms");
        for (int i = 0; i < 7; i++) {
            int port = FreePorts.next();
            try (Pinned shop =
                    Pinned.start(
                            SHOP_CORE,
                            ShopJar.options(),
                            Map.of(
                                    "APP_HOST",
                                    "127.0.0.1",
                                    "APP_PORT",
                                    Integer.toString(port),
                                    "DB_URL",
                                    "jdbc:sqlite:" + directory.resolve("start.db")),
                            port,
                            directory.resolve("start"))) {
                table.row(
                        i == 0 ? "first, empty file" : "again",
                        Long.toString(shop.startTime().toMillis()));
            }
        }
        System.out.println(table);
    }

    private static Row measured(String what, Pinned server, Supplier<Wrk.Result> run) {
        Duration before = server.cpu();
        Wrk.Result result = run.get();
        double micros = server.cpu().minus(before).toNanos() / 1000.0 / result.requests();
        String label = result.refused() == 0 ? what : what + " (" + result.refused() + " refused)";
        return new Row(label, result.perSecond(), micros, result.p50(), result.p99());
    }
}
