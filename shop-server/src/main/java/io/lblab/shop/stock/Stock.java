package io.lblab.shop.stock;

import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.catalogue.Product;
import io.lblab.shop.catalogue.ProductView;
import io.lblab.shop.store.Writer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Reads products through the cache and sets their stock by hand.
public final class Stock {
    private final Catalogue catalogue;
    private final ProductCache cache;
    private final Writer writer;
    private final Clock clock;

    public Stock(Catalogue catalogue, ProductCache cache, Writer writer, Clock clock) {
        this.catalogue = catalogue;
        this.cache = cache;
        this.writer = writer;
        this.clock = clock;
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

    /// Sets the stock in the database, refreshes the cache and tells all instances. Empty when
    /// there is no such product.
    public Optional<Product> set(long id, int stock) {
        long now = clock.millis();
        Optional<Product> changed = writer.write(c -> StockTable.set(c, id, stock, now));
        changed.ifPresent(product -> cache.refresh(List.of(product)));
        return changed;
    }
}
