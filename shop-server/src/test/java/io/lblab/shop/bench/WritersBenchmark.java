package io.lblab.shop.bench;

import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.Servers;
import io.lblab.shop.testkit.ShopJar;
import io.lblab.shop.testkit.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The three answers of the guide to 'Database conflicts', under writers: two instances, purchases
/// of one piece of a few products from 32 clients, until all are settled.
@Tag("bench")
class WritersBenchmark {
    private static final int CLIENTS = 32;
    private static final int PURCHASES = Integer.getInteger("bench.purchases", 4000);
    private static final int PRODUCTS = 5;

    @TempDir Path directory;

    @Test
    void storesUnderWriters() throws Exception {
        Markdown table =
                new Markdown(
                        "store", "purchases/s", "p50 ms", "p99 ms", "not accepted", "settled/s");
        try (Servers servers = Servers.start(directory.resolve("servers"))) {
            for (int round = 0; round < Integer.getInteger("bench.rounds", 3); round++) {
                for (Store store : Store.values()) {
                    measure(store, servers, directory.resolve(store + "-" + round), table);
                }
            }
        }
        System.out.println(table);
    }

    private static void measure(Store store, Servers servers, Path folder, Markdown table)
            throws Exception {
        try (var redis = servers.redis().client()) {
            redis.flushAll();
        }
        Map<String, String> settings = store.settings(servers, folder);
        settings.put("PAYMENT_DELAY_MS", "0");
        try (ShopJar one = ShopJar.start(settings, folder);
                ShopJar two = ShopJar.start(settings, folder)) {
            List<Client> clients = List.of(new Client(one.port()), new Client(two.port()));
            for (Client client : clients) {
                Awaitility.await("the broker")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> client.buy(9, 1).status() == 200);
            }
            for (int product = 1; product <= PRODUCTS; product++) {
                clients.getFirst().setStock(product, 1_000_000);
            }
            fire(clients, 1000, new SynchronizedHistogram(3)); // warm
            long begun = System.nanoTime();
            Histogram micros = new SynchronizedHistogram(3);
            int refused = fire(clients, PURCHASES, micros);
            double taken = (System.nanoTime() - begun) / 1e9;
            Awaitility.await("all settled")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() ->
                            clients.getFirst()
                                            .get("/lab/consistency")
                                            .json()
                                            .path("pending_orders")
                                            .asLong()
                                    == 0);
            double settled = (System.nanoTime() - begun) / 1e9;
            table.row(
                    store.toString(),
                    "%.0f".formatted(PURCHASES / taken),
                    "%.1f".formatted(micros.getValueAtPercentile(50) / 1000.0),
                    "%.1f".formatted(micros.getValueAtPercentile(99) / 1000.0),
                    Integer.toString(refused),
                    "%.0f".formatted(PURCHASES / settled));
        }
    }

    private static int fire(List<Client> clients, int purchases, Histogram micros)
            throws Exception {
        AtomicInteger left = new AtomicInteger(purchases);
        AtomicInteger refused = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Client client = clients.get(i % clients.size());
                all.add(
                        threads.submit(() -> {
                            for (int n = left.getAndDecrement();
                                    n > 0;
                                    n = left.getAndDecrement()) {
                                long begun = System.nanoTime();
                                if (client.buy(1 + n % PRODUCTS, 1).status() != 200) {
                                    refused.incrementAndGet();
                                }
                                micros.recordValue((System.nanoTime() - begun) / 1000);
                            }
                        }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        return refused.get();
    }
}
