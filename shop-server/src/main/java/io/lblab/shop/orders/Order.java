package io.lblab.shop.orders;

/// One purchase of one product.
public record Order(long id, long productId, int quantity, OrderState state) {}
