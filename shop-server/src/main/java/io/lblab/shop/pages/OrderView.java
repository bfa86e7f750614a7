package io.lblab.shop.pages;

import io.lblab.shop.orders.Order;
import io.lblab.shop.orders.OrderState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// An order as the pages show it.
///
/// @param isOwn whether it is of who looks at it
public record OrderView(Order order, List<Line> lines, boolean isOwn) {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);
    private static final List<OrderState> WAY =
            List.of(OrderState.PENDING, OrderState.PAID, OrderState.SHIPPED, OrderState.DELIVERED);

    /// Pieces of one product, at the price of that day.
    public record Line(
            long productId, String name, String imageUrl, int pieces, long unitPriceCents) {
        public String sum() {
            return Money.of(unitPriceCents * pieces);
        }
    }

    /// One station of an order's way.
    ///
    /// @param reached whether the order has been there, or is
    /// @param here whether it is there now
    public record Step(String name, boolean reached, boolean here) {}

    public String state() {
        return order.state().text();
    }

    public boolean isPending() {
        return order.state() == OrderState.PENDING;
    }

    /// Nothing will come after.
    public boolean isOver() {
        return ended() || order.state() == OrderState.DELIVERED;
    }

    /// It came to nothing.
    public boolean ended() {
        return order.state() == OrderState.FAILED || order.state() == OrderState.CANCELLED;
    }

    public List<Step> way() {
        int at = WAY.indexOf(order.state());
        return WAY.stream()
                .map(state ->
                        new Step(state.text(), WAY.indexOf(state) <= at, state == order.state()))
                .toList();
    }

    /// The state in a sentence.
    public String words() {
        return switch (order.state()) {
            case PENDING -> "We have your order and are charging the card.";
            case PAID -> "It is paid, and its pieces are yours. It ships next.";
            case SHIPPED -> "It is on its way.";
            case DELIVERED -> "It has arrived.";
            case FAILED -> failure();
            case CANCELLED -> "It was cancelled. Nothing was charged.";
        };
    }

    private String failure() {
        return order.reason().equals("card declined")
                ? "The bank declined the card. Nothing was charged."
                : "Somebody else was faster: there was not enough left. Nothing was charged.";
    }

    public String placedAt() {
        return WHEN.format(Instant.ofEpochMilli(order.createdAt()));
    }

    public String placedAtIso() {
        return Instant.ofEpochMilli(order.createdAt()).toString();
    }

    public String total() {
        return Money.of(order.totalCents());
    }

    public int pieces() {
        return lines.stream().mapToInt(Line::pieces).sum();
    }

    public List<String> shipTo() {
        return order.delivery().shipTo().isEmpty()
                ? List.of()
                : order.delivery().shipTo().lines().toList();
    }
}
