package io.lblab.shop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.FreePorts;
import io.lblab.shop.testkit.Servers;
import io.lblab.shop.testkit.ShopJar;
import io.lblab.shop.testkit.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One instance pinned to one core, wrk on the other; beside it, in the same run and taking turns,
/// Javalin answering a constant.
@Tag("bench")
class ShopBenchmark {
    private static final String SHOP_CORE = "0";
    private static final int WRK_CORE = 1;
    private static final int WARM_UP = Integer.getInteger("bench.warmup", 15);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 10);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int STARTS = 7;
    private static final String READY = "/health/ready";
    private static final String ONE_PIECE = "{\"product_id\":1,\"quantity\":1}";

    @TempDir Path directory;

    private record Figures(double perSecond, double micros, double p50, double p99) {}

    @Test
    void oneInstanceOnOneCore() {
        Map<String, List<Figures>> rows = new LinkedHashMap<>();
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
                                    READY,
                                    directory.resolve("shop"));
                    Pinned constant =
                            Pinned.start(
                                    SHOP_CORE,
                                    constant(constantPort),
                                    Map.of(),
                                    constantPort,
                                    "/products/1",
                                    directory.resolve("constant"))) {
                Client client = new Client(port);
                Awaitility.await("the broker")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> client.buy(3, 1).status() == 200);
                client.setStock(1, 1_000_000);
                Wrk wrk = new Wrk(directory, WRK_CORE);
                String constantProduct = constant.url("/products/1");
                String product = shop.url("/products/1");
                String page = shop.url("/shop");
                String purchase = shop.url("/purchase");
                wrk.get(constantProduct, WARM_UP);
                wrk.get(product, WARM_UP);
                wrk.get(page, WARM_UP);
                wrk.post(purchase, ONE_PIECE, WARM_UP);
                for (int round = 0; round < ROUNDS; round++) {
                    measure("a constant", constant, () -> wrk.get(constantProduct, SECONDS), rows);
                    measure("GET /products/1", shop, () -> wrk.get(product, SECONDS), rows);
                    measure("GET /shop", shop, () -> wrk.get(page, SECONDS), rows);
                    measure(
                            "POST /purchase",
                            shop,
                            () -> wrk.post(purchase, ONE_PIECE, SECONDS),
                            rows);
                }
                System.out.println(table(rows));
                System.out.println("resident after it: " + shop.residentMegabytes() + " MB");
            }
        }
    }

    /// From exec to a 200 of `/health/ready`, on a new SQLite file with nothing else configured,
    /// without and with the class cache that a run before left.
    @Test
    void readyAfterExec() {
        Path cache = directory.resolve("shop.aot");
        started("0,1", List.of("-XX:AOTCacheOutput=" + cache), 0);
        assertThat(cache).isNotEmptyFile();
        Map<String, List<Double>> rows = new LinkedHashMap<>();
        for (int round = 0; round < STARTS; round++) {
            for (String cores : List.of("0", "0,1")) {
                String on = cores.length() == 1 ? "one core" : "two cores";
                rows.computeIfAbsent("without the class cache, " + on, what -> new ArrayList<>())
                        .add(started(cores, List.of(), round));
                rows.computeIfAbsent("with the class cache, " + on, what -> new ArrayList<>())
                        .add(started(cores, List.of("-XX:AOTCache=" + cache), round));
            }
        }
        Markdown table = new Markdown("ready after", "median", "least", "most");
        rows.forEach((what, ms) -> {
            List<Double> sorted = ms.stream().sorted().toList();
            table.row(
                    what,
                    "%.0f ms".formatted(sorted.get(sorted.size() / 2)),
                    "%.0f ms".formatted(sorted.getFirst()),
                    "%.0f ms".formatted(sorted.getLast()));
        });
        System.out.println(table);
    }

    private double started(String cores, List<String> options, int round) {
        int port = FreePorts.next();
        Path file = directory.resolve("%s-%d-%d.db".formatted(cores, options.size(), round));
        Map<String, String> settings =
                Map.of(
                        "APP_HOST",
                        "127.0.0.1",
                        "APP_PORT",
                        Integer.toString(port),
                        "DB_URL",
                        "jdbc:sqlite:" + file);
        List<String> java = new ArrayList<>(options);
        java.addAll(ShopJar.options());
        try (Pinned shop =
                Pinned.start(cores, java, settings, port, READY, directory.resolve("start"))) {
            shop.end(); // a run that records does so at its end
            return shop.startTime().toNanos() / 1e6;
        }
    }

    private static List<String> constant(int port) {
        List<String> java = new ArrayList<>(ShopJar.options());
        java.subList(java.indexOf("-jar"), java.size()).clear();
        java.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConstantServer.class.getName(),
                        Integer.toString(port)));
        return java;
    }

    private static void measure(
            String what, Pinned server, Supplier<Wrk.Result> run, Map<String, List<Figures>> rows) {
        Duration before = server.cpu();
        Wrk.Result result = run.get();
        double micros = server.cpu().minus(before).toNanos() / 1000.0 / result.requests();
        if (result.refused() > 0) {
            throw new AssertionError(what + ": " + result.refused() + " were refused");
        }
        rows.computeIfAbsent(what, key -> new ArrayList<>())
                .add(new Figures(result.perSecond(), micros, result.p50(), result.p99()));
    }

    private static Markdown table(Map<String, List<Figures>> rows) {
        Markdown table =
                new Markdown("request", "requests/s", "CPU µs/request", "p50 ms", "p99 ms");
        rows.forEach((what, figures) ->
                table.row(
                        what,
                        "%.0f".formatted(median(figures, Figures::perSecond)),
                        "%.0f".formatted(median(figures, Figures::micros)),
                        "%.1f".formatted(median(figures, Figures::p50)),
                        "%.1f".formatted(median(figures, Figures::p99))));
        return table;
    }

    private static double median(List<Figures> figures, ToDoubleFunction<Figures> of) {
        return figures.stream().mapToDouble(of).sorted().toArray()[figures.size() / 2];
    }
}
