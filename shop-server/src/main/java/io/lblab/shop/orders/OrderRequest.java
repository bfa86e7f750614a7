package io.lblab.shop.orders;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What somebody wants to buy.
///
/// @param items one or more; the same product only once
/// @param customer who; empty for a purchase without an account
/// @param key the client's Idempotency-Key
public record OrderRequest(
        List<Item> items,
        OptionalLong customer,
        Order.Delivery delivery,
        Optional<IdempotencyKey> key) {

    /// A quantity of a product.
    public record Item(long productId, int quantity) {}

    /// One product, bought without an account.
    static OrderRequest of(long productId, int quantity, Optional<IdempotencyKey> key) {
        return new OrderRequest(
                List.of(new Item(productId, quantity)),
                OptionalLong.empty(),
                Order.Delivery.NONE,
                key);
    }
}
