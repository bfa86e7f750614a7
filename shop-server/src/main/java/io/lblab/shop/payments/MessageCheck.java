package io.lblab.shop.payments;

import com.fasterxml.jackson.databind.JsonNode;
import io.lblab.shop.json.Json;
import io.lblab.shop.orders.Order;
import io.lblab.shop.orders.OrderState;
import io.lblab.shop.orders.PurchaseMessage;
import io.lblab.shop.payments.DeadLetter.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/// Decides what a message on the topic asks for.
final class MessageCheck {
    /// What to do with a message.
    sealed interface Verdict {
        /// Charge this order.
        record Pay(Order order) implements Verdict {}

        /// The order has ended already: a message that came twice, or after its cancellation.
        record Settled(Order order) implements Verdict {}

        /// Not processable.
        record Reject(DeadLetter letter) implements Verdict {}
    }

    private final Json json;
    private final LongFunction<Optional<Order>> orders;

    MessageCheck(Json json, LongFunction<Optional<Order>> orders) {
        this.json = json;
        this.orders = orders;
    }

    Verdict check(String value) {
        Optional<PurchaseMessage> parsed = parse(value);
        if (parsed.isEmpty()) {
            return reject(
                    value,
                    Reason.MALFORMED,
                    "expected {\"order_id\":n,\"product_id\":n,\"quantity\":n}");
        }
        PurchaseMessage message = parsed.get();
        Optional<Order> found = orders.apply(message.orderId());
        if (found.isEmpty()) {
            return reject(value, Reason.UNKNOWN_ORDER, "there is no order " + message.orderId());
        }
        Order order = found.get();
        if (order.productId() != message.productId() || order.quantity() != message.quantity()) {
            return reject(
                    value,
                    Reason.MISMATCH,
                    "order %d is for %d of product %d"
                            .formatted(order.id(), order.quantity(), order.productId()));
        }
        return order.state() == OrderState.PENDING
                ? new Verdict.Pay(order)
                : new Verdict.Settled(order);
    }

    private Optional<PurchaseMessage> parse(String value) {
        return json.object(value.getBytes(StandardCharsets.UTF_8))
                .filter(m -> isCount(m.path("order_id")))
                .filter(m -> isCount(m.path("product_id")))
                .filter(m -> isCount(m.path("quantity")) && m.path("quantity").canConvertToInt())
                .map(m ->
                        new PurchaseMessage(
                                m.path("order_id").longValue(),
                                m.path("product_id").longValue(),
                                m.path("quantity").intValue(),
                                List.of()));
    }

    private static boolean isCount(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() > 0;
    }

    private static Verdict reject(String value, Reason reason, String explanation) {
        return new Verdict.Reject(new DeadLetter(value, reason, explanation));
    }
}
