package io.lblab.shop.pages;

import io.lblab.shop.catalogue.Product;

/// A product as the pages show it.
///
/// @param price with its currency
public record Card(
        long id,
        String name,
        String category,
        String description,
        String imageUrl,
        String price,
        int stock) {
    private static final int FEW = 10;

    static Card of(Product product) {
        return new Card(
                product.id(),
                product.name(),
                product.category(),
                product.description(),
                product.imageUrl(),
                Money.of(product.priceCents()),
                product.stock());
    }

    /// Class of the stock line: `none`, `few` or `plenty`. shop.js has the same steps.
    public String level() {
        return stock == 0 ? "none" : stock <= FEW ? "few" : "plenty";
    }

    /// The page of its category.
    public String categoryUrl() {
        return Shelf.url(category);
    }
}
