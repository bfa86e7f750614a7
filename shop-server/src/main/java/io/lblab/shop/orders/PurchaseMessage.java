package io.lblab.shop.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// What the topic `purchases` carries: an order to be paid. An order with several lines names the
/// first, and then all of them.
public record PurchaseMessage(
        @JsonProperty("order_id") long orderId,
        @JsonProperty("product_id") long productId,
        int quantity,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Line> lines) {

    /// One line of several.
    public record Line(@JsonProperty("product_id") long productId, int quantity) {}

    /// The message for an order.
    public static PurchaseMessage of(long orderId, List<OrderLine> lines) {
        OrderLine first = lines.getFirst();
        List<Line> all =
                lines.size() == 1
                        ? List.of()
                        : lines.stream().map(l -> new Line(l.productId(), l.quantity())).toList();
        return new PurchaseMessage(orderId, first.productId(), first.quantity(), all);
    }
}
