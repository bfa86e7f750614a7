package io.lblab.shop.orders;

/// How a purchase was answered.
public sealed interface Purchase {
    /// The broker has the order; it will be paid or fail. For a key that has been used before: the
    /// order it made.
    record Accepted(long orderId) implements Purchase {}

    /// Nothing was written.
    record ProductNotFound(long productId) implements Purchase {}

    /// The quantity is not a whole number from 1 to 1,000,000. Nothing was written.
    record InvalidQuantity() implements Purchase {}

    /// Nothing is left. Nothing was written.
    record OutOfStock(long productId) implements Purchase {}

    /// Less is left than was asked for. Nothing was written.
    record InsufficientStock(long productId, int available) implements Purchase {}

    /// The broker did not confirm in time; the order is cancelled and will never be charged.
    record BrokerUnavailable(long orderId) implements Purchase {}

    /// The Idempotency-Key has made an order for another request. Nothing was written.
    record KeyReused() implements Purchase {}
}
