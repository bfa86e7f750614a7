package io.lblab.shop.orders;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Where an order stands: `pending → paid → shipped → delivered`, or it ended before.
public enum OrderState {
    /// Placed; the payments worker has not finished with it.
    PENDING,
    /// Charged, and its pieces taken from stock.
    PAID,
    /// On its way.
    SHIPPED,
    /// Arrived.
    DELIVERED,
    /// There were not enough pieces, or the card was declined. Nothing was charged.
    FAILED,
    /// The broker did not take it, or somebody cancelled it. Nothing is charged, no pieces are
    /// taken.
    CANCELLED;

    /// As the database and the wire have it: lower case.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether its pieces belong to the customer.
    public boolean sold() {
        return SOLD.contains(this);
    }

    /// The state that is called so, if one is.
    public static Optional<OrderState> named(String text) {
        return Arrays.stream(values()).filter(state -> state.text().equals(text)).findFirst();
    }

    static OrderState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static final Set<OrderState> SOLD = EnumSet.of(PAID, SHIPPED, DELIVERED);
}
