package io.lblab.shop.testkit;

import io.lblab.shop.testkit.Client.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills the checkout's form in and sends it.
public final class CheckoutForm {
    public static final String GOOD = "4242 4242 4242 4242";
    public static final String DECLINED = "4000 0000 0000 0002";

    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");
    private static final Pattern TOTAL = Pattern.compile("name=\"total\" value=\"([^\"]+)\"");

    private CheckoutForm() {}

    /// Sends the form of a page.
    public static Answer send(Visitor from, Answer page, String card) {
        return from.post(
                "/checkout",
                "key",
                key(page),
                "total",
                total(page),
                "name",
                "Ann Example",
                "street",
                "Long Lane 1",
                "postcode",
                "1234",
                "city",
                "Springfield",
                "country",
                "Utopia",
                "card",
                card,
                "expiry",
                "12/40",
                "code",
                "123");
    }

    /// Opens the checkout and sends its form twenty times at once, to both instances.
    ///
    /// @return where every answer leads
    public static String sendTwentyTimes(Visitor visitor, int first, int second)
            throws InterruptedException, ExecutionException {
        Answer page = visitor.get("/checkout");
        Set<String> orders = new HashSet<>();
        try (ExecutorService clicks = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Visitor same = visitor.copy(i % 2 == 0 ? first : second);
                answers.add(clicks.submit(() -> send(same, page, GOOD)));
            }
            for (Future<Answer> answer : answers) {
                orders.add(answer.get().status() + " " + answer.get().header("Location"));
            }
        }
        if (orders.size() != 1 || !orders.iterator().next().startsWith("303 /orders/")) {
            throw new AssertionError("not one order: " + orders);
        }
        return orders.iterator().next().substring("303 ".length());
    }

    public static String key(Answer page) {
        return find(KEY, page);
    }

    public static String total(Answer page) {
        return find(TOTAL, page);
    }

    private static String find(Pattern pattern, Answer page) {
        Matcher found = pattern.matcher(page.body());
        if (!found.find()) {
            throw new AssertionError("no checkout form:\n" + page.body());
        }
        return found.group(1);
    }
}
