package io.lblab.shop.killing;

import io.lblab.shop.testkit.CheckoutForm;
import io.lblab.shop.testkit.Client.Answer;
import io.lblab.shop.testkit.Visitor;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// People with an account who fill a cart and check out, at whichever instance answers, and send a
/// checkout's form until they know what became of it.
final class Customers implements AutoCloseable {
    private static final int HOW_MANY = 4;
    private static final int PRODUCTS = 20;
    private static final String PASSWORD = "correct horse";
    private static final Pattern ORDER = Pattern.compile("/orders/(\\d+)");
    private static final Pattern CANCELLED = Pattern.compile("Order (\\d+) was cancelled");
    private static final long PAUSE_NANOS = 50_000_000;

    private final Cluster cluster;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Set<Long>> ordersByKey = new ConcurrentHashMap<>();
    private final Set<Long> accepted = ConcurrentHashMap.newKeySet();
    private final Set<Long> cancelled = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    private volatile boolean leaving;

    Customers(Cluster cluster, long seed) {
        this.cluster = cluster;
        for (int i = 0; i < HOW_MANY; i++) {
            int self = i;
            threads.execute(() -> shop(self, new Random(seed * 37 + self)));
        }
    }

    /// Lets everybody finish what they are about, and no more.
    void leave() {
        leaving = true;
        threads.close();
    }

    /// Orders that a checkout led to.
    Set<Long> accepted() {
        return accepted;
    }

    /// Orders that the shop said it had cancelled.
    Set<Long> cancelled() {
        return cancelled;
    }

    /// The orders that each form led to.
    Map<String, Set<Long>> ordersByKey() {
        return ordersByKey;
    }

    /// How often which answer came to a checkout.
    Map<String, AtomicInteger> answers() {
        return answers;
    }

    @Override
    public void close() {
        leaving = true;
        threads.shutdownNow();
    }

    private void shop(int self, Random random) {
        Visitor visitor = new Visitor(cluster.port(self % Cluster.INSTANCES));
        String email = "customer" + self + "@example.org";
        while (!leaving) {
            if (enter(visitor, random, email) && fill(visitor, random)) {
                checkOut(visitor, random);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /// Registers, or logs in when there is an account already.
    private boolean enter(Visitor visitor, Random random, String email) {
        if (is(ask(visitor, random, v -> v.get("/account")), 200)) {
            return true;
        }
        ask(visitor, random, v -> v.get("/register"));
        ask(
                visitor,
                random,
                v -> v.post("/register", "name", "Ann", "email", email, "password", PASSWORD));
        ask(visitor, random, v -> v.logIn(email, PASSWORD));
        return is(ask(visitor, random, v -> v.get("/account")), 200);
    }

    private boolean fill(Visitor visitor, Random random) {
        boolean any = false;
        for (int i = 0; i <= random.nextInt(3); i++) {
            String line =
                    "{\"product_id\":%d,\"quantity\":%d}"
                            .formatted(1 + random.nextInt(PRODUCTS), 1 + random.nextInt(2));
            any |= is(ask(visitor, random, v -> v.json("POST", "/api/cart", line)), 200);
        }
        return any;
    }

    private void checkOut(Visitor visitor, Random random) {
        Optional<Answer> page = ask(visitor, random, v -> v.get("/checkout"));
        if (!is(page, 200)) {
            return;
        }
        String key = CheckoutForm.key(page.orElseThrow());
        String card = random.nextInt(6) == 0 ? CheckoutForm.DECLINED : CheckoutForm.GOOD;
        while (!Thread.currentThread().isInterrupted()) {
            Optional<Answer> answer =
                    ask(visitor, random, v -> CheckoutForm.send(v, page.get(), card));
            if (answer.isPresent() && isFinal(key, answer.get())) {
                if (!is(answer, 303)) { // begin anew, with another cart
                    ask(visitor, random, v -> v.json("DELETE", "/api/cart", null));
                }
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean isFinal(String key, Answer answer) {
        Matcher order = ORDER.matcher(answer.header("Location"));
        Matcher undone = CANCELLED.matcher(answer.body());
        count(Integer.toString(answer.status()));
        if (answer.status() == 303 && order.find()) {
            note(key, Long.parseLong(order.group(1)), accepted);
            return true;
        }
        if (undone.find()) {
            note(key, Long.parseLong(undone.group(1)), cancelled);
            return true;
        }
        // 403 and a way to the log-in: the session's end makes the form another one's.
        return answer.status() < 500;
    }

    private void note(String key, long order, Set<Long> fate) {
        ordersByKey.computeIfAbsent(key, _ -> ConcurrentHashMap.newKeySet()).add(order);
        fate.add(order);
    }

    /// Asks any instance; empty when none of the answer's bytes came.
    private Optional<Answer> ask(
            Visitor visitor, Random random, Function<Visitor, Answer> question) {
        try {
            return Optional.of(
                    question.apply(visitor.at(cluster.port(random.nextInt(Cluster.INSTANCES)))));
        } catch (UncheckedIOException e) {
            count("no answer");
            return Optional.empty();
        }
    }

    private static boolean is(Optional<Answer> answer, int status) {
        return answer.map(Answer::status).orElse(0) == status;
    }

    private void count(String what) {
        answers.computeIfAbsent(what, _ -> new AtomicInteger()).incrementAndGet();
    }
}
