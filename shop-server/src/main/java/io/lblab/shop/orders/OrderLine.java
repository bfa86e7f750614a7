package io.lblab.shop.orders;

/// A product in an order, at the price of that day.
public record OrderLine(long productId, int quantity, long unitPriceCents) {}
