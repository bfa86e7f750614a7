package io.lblab.shop.orders;

import java.util.Locale;

/// Where an order stands. Only a pending one ever changes.
public enum OrderState {
    /// Placed; the payments worker has not finished with it.
    PENDING,
    /// Charged, and its pieces taken from stock.
    PAID,
    /// There were not enough pieces. Nothing was charged.
    FAILED,
    /// The broker did not take it. Nothing was charged.
    CANCELLED;

    /// As the database and the wire have it: lower case.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OrderState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
