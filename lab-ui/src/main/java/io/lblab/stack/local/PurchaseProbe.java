package io.lblab.stack.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lblab.nginx.NginxSite;
import io.lblab.stack.StackException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/// Sees that the shop sells: every instance shows its products, and a purchase becomes paid. All of
/// it past the balancer, so that it takes no turn.
final class PurchaseProbe {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Http http;
    private final NginxSite site;
    private final long deadline;

    /// @param deadline by [System#nanoTime]
    PurchaseProbe(Http http, NginxSite site, long deadline) {
        this.http = http;
        this.site = site;
        this.deadline = deadline;
    }

    /// Waits until that instance shows its products through nginx.
    void awaitProducts(int instance) throws StackException, InterruptedException {
        while (true) {
            try {
                if (get(instance, "/products").ok()) {
                    return;
                }
            } catch (IOException notYet) {
                // Asked again until the deadline.
            }
            pause("app" + instance + " does not show its products");
        }
    }

    /// Buys one piece of the last product that is in stock.
    ///
    /// @return the order, as yet unpaid
    Order buy() throws StackException, InterruptedException {
        while (true) {
            try {
                Order order = new Order(0, 0, 0);
                for (JsonNode product : json(get(1, "/products")).path("products")) {
                    if (product.path("stock").asInt() > 0) {
                        order =
                                new Order(
                                        0,
                                        product.path("id").asLong(),
                                        product.path("stock").asInt());
                    }
                }
                String body = "{\"product_id\":%d,\"quantity\":1}".formatted(order.product());
                Http.Answer answer = send(1, "POST", "/purchase", body);
                if (answer.ok()) {
                    return order.withId(json(answer).path("order_id").asLong());
                }
            } catch (IOException notYet) {
                // Asked again until the deadline.
            }
            pause("no purchase is accepted");
        }
    }

    /// Waits until the order is paid, and puts the piece back on the shelf.
    void awaitPaid(Order order) throws StackException, InterruptedException {
        while (true) {
            try {
                if (state(order).equals("paid")) {
                    String body =
                            "{\"product_id\":%d,\"stock\":%d}"
                                    .formatted(order.product(), order.stockBefore());
                    if (send(1, "PUT", "/stock", body).ok()) {
                        return;
                    }
                }
            } catch (IOException notYet) {
                // Asked again until the deadline.
            }
            pause("the first purchase was not paid");
        }
    }

    /// An order of the probe.
    ///
    /// @param stockBefore of its product
    record Order(long id, long product, int stockBefore) {
        private Order withId(long newId) {
            return new Order(newId, product, stockBefore);
        }
    }

    private String state(Order order) throws IOException, InterruptedException {
        return json(get(1, "/orders/" + order.id())).path("state").asText();
    }

    private Http.Answer get(int instance, String path) throws IOException, InterruptedException {
        return http.get(site.entry().resolve("/lab/instance/" + instance + path), headers());
    }

    private Http.Answer send(int instance, String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                method, site.entry().resolve("/lab/instance/" + instance + path), body, headers());
    }

    private static JsonNode json(Http.Answer answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    private Map<String, String> headers() {
        return Map.of("X-Lab-Token", site.token());
    }

    private void pause(String what) throws StackException, InterruptedException {
        if (System.nanoTime() > deadline) {
            throw new StackException("The shop is not ready: " + what + ".");
        }
        Thread.sleep(PAUSE);
    }
}
