package io.lblab.shop.cart;

import java.util.List;

/// A cart with its products as they are now.
///
/// @param version of its contents
/// @param gone how many products were taken out because they are no longer sold
public record CartView(String version, List<CartLine> lines, int gone) {
    public int count() {
        return lines.stream().mapToInt(CartLine::pieces).sum();
    }

    public long totalCents() {
        return lines.stream().mapToLong(CartLine::totalCents).sum();
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }
}
