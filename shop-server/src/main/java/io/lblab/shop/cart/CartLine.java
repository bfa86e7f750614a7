package io.lblab.shop.cart;

import io.lblab.shop.catalogue.Product;

/// Pieces of one product in a cart.
public record CartLine(Product product, int pieces) {
    public long totalCents() {
        return product.priceCents() * pieces;
    }

    /// More pieces than there are just now.
    public boolean isShort() {
        return pieces > product.stock();
    }
}
