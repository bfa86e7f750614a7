package io.lblab.shop.killing;

import com.fasterxml.jackson.databind.JsonNode;
import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.Client.Answer;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// People who buy from whichever instance answers. Most have a key for each order and ask again
/// with it until they know; some have none, and never know after a broken connection.
final class Shoppers implements AutoCloseable {
    private static final int HOW_MANY = 8;
    private static final int PRODUCTS = 20;
    private static final long PAUSE_NANOS = 20_000_000;

    private final Cluster cluster;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Set<Long>> ordersByKey = new ConcurrentHashMap<>();
    private final Set<Long> accepted = ConcurrentHashMap.newKeySet();
    private final Set<Long> cancelled = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final AtomicInteger withoutKey = new AtomicInteger();
    private volatile boolean leaving;

    Shoppers(Cluster cluster, long seed) {
        this.cluster = cluster;
        for (int i = 0; i < HOW_MANY; i++) {
            int self = i;
            threads.execute(() -> shop(self, new Random(seed * 31 + self)));
        }
    }

    /// Lets everybody finish what they are about, and no more.
    void leave() {
        leaving = true;
        threads.close();
    }

    /// Orders that were accepted, with or without a key.
    Set<Long> accepted() {
        return accepted;
    }

    /// Orders that the shop said it had cancelled.
    Set<Long> cancelled() {
        return cancelled;
    }

    /// The orders that each key was answered with.
    Map<String, Set<Long>> ordersByKey() {
        return ordersByKey;
    }

    /// How many orders without a key were tried.
    int withoutKey() {
        return withoutKey.get();
    }

    /// How often which answer came.
    Map<String, AtomicInteger> answers() {
        return answers;
    }

    @Override
    public void close() {
        leaving = true;
        threads.shutdownNow();
    }

    private void shop(int self, Random random) {
        for (int n = 0; !leaving; n++) {
            long product = 1L + random.nextInt(PRODUCTS);
            int quantity = 1 + random.nextInt(3);
            if (random.nextInt(40) == 0) {
                int stock = random.nextInt(500);
                var _ = ask(random, client -> client.setStock(product, stock));
            }
            if (random.nextInt(5) == 0) {
                withoutKey.incrementAndGet();
                take(ask(random, client -> client.buy(product, quantity)), null);
            } else {
                untilKnown(random, "shopper-%d-%d".formatted(self, n), product, quantity);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void untilKnown(Random random, String key, long product, int quantity) {
        while (!Thread.currentThread().isInterrupted()) {
            if (take(ask(random, client -> client.buy(product, quantity, key)), key)) {
                if (random.nextInt(4) == 0) { // and asks once more, to be sure
                    take(ask(random, client -> client.buy(product, quantity, key)), key);
                }
                return;
            }
            LockSupport.parkNanos(5 * PAUSE_NANOS);
        }
    }

    private interface Ask {
        Answer of(Client client);
    }

    private Answer ask(Random random, Ask ask) {
        try {
            return ask.of(cluster.client(random.nextInt(Cluster.INSTANCES)));
        } catch (UncheckedIOException e) {
            return null;
        }
    }

    /// Notes an answer.
    ///
    /// @return whether it is final
    private boolean take(Answer answer, String key) {
        if (answer == null || answer.status() >= 500) {
            count(answer == null ? "no answer" : Integer.toString(answer.status()));
            return false;
        }
        JsonNode body = answer.json();
        String error = body.path("error").asText("ok");
        count(answer.status() + " " + error);
        if (body.has("order_id")) {
            long order = body.path("order_id").asLong();
            if (key != null) {
                ordersByKey.computeIfAbsent(key, _ -> ConcurrentHashMap.newKeySet()).add(order);
            }
            (answer.status() == 200 ? accepted : cancelled).add(order);
        }
        return true;
    }

    private void count(String what) {
        answers.computeIfAbsent(what, _ -> new AtomicInteger()).incrementAndGet();
    }
}
