package io.lblab.shop.stock;

import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.catalogue.Product;
import io.lblab.shop.catalogue.ProductView;
import java.util.List;
import java.util.Optional;

/// Reads products through the cache.
public final class Stock {
    private final Catalogue catalogue;
    private final ProductCache cache;

    public Stock(Catalogue catalogue, ProductCache cache) {
        this.catalogue = catalogue;
        this.cache = cache;
    }

    /// The product as the cache has it; the database answers for what the cache lacks.
    public Optional<ProductView> product(long id) {
        Optional<ProductView> cached = cache.product(id);
        if (cached.isPresent()) {
            return cached;
        }
        Optional<Product> stored = catalogue.find(id);
        stored.ifPresent(product -> cache.fill(List.of(product)));
        return stored.map(ProductView::of);
    }
}
