package io.lblab.shop.catalogue;

import java.util.List;

/// One page of what was found.
///
/// @param total how many there are on all pages
public record ProductPage(ProductQuery query, List<Product> products, int total) {
    /// How many pages there are, at least one.
    public int pages() {
        return Math.max(1, Math.ceilDiv(total, query.size()));
    }
}
