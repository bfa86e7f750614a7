package io.lblab.shop.admin;

import io.lblab.shop.catalogue.Product;
import io.lblab.shop.catalogue.ProductDetails;
import io.lblab.shop.catalogue.ProductTable;
import io.lblab.shop.stock.ProductCache;
import io.lblab.shop.stock.StockBook;
import io.lblab.shop.store.Database;
import io.lblab.shop.store.StoreException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Changes products by hand. Caches are brought up to date with each change.
public final class ProductDesk {
    private static final int MOST_TRIES = 10;

    private final Database database;
    private final StockBook stock;
    private final ProductCache cache;
    private final Clock clock;

    /// What became of a change.
    public enum Change {
        DONE,
        /// There is no such product.
        NOT_FOUND,
        /// Somebody else has changed it since it was looked at; nothing was changed.
        OUTDATED
    }

    public ProductDesk(Database database, StockBook stock, ProductCache cache, Clock clock) {
        this.database = database;
        this.stock = stock;
        this.cache = cache;
        this.clock = clock;
    }

    /// Any product, withdrawn ones too.
    public Optional<Product> find(long id) {
        return database.read(c -> ProductTable.find(c, id));
    }

    /// Makes a product.
    ///
    /// @return its id
    public long add(ProductDetails details, int pieces) {
        long id = insert(details);
        setStock(id, pieces);
        refresh(id);
        return id;
    }

    /// Changes what is said of a product, if it still says what its editor saw.
    ///
    /// @param mark [ProductDetails#mark()] of what was seen
    public Change change(long id, String mark, ProductDetails details) {
        stock.flush(); // so that the cache gets the stock of now
        long now = clock.millis();
        Change change =
                database.writer()
                        .write(c -> {
                            Optional<Product> before = ProductTable.find(c, id);
                            if (before.isEmpty()) {
                                return Change.NOT_FOUND;
                            }
                            if (!ProductDetails.of(before.get()).mark().equals(mark)) {
                                return Change.OUTDATED;
                            }
                            ProductTable.change(c, id, details, now);
                            return Change.DONE;
                        });
        if (change == Change.DONE) {
            refresh(id);
        }
        return change;
    }

    /// Sets how many there are; empty when there is no such product.
    public Optional<Product> setStock(long id, int pieces) {
        return stock.set(id, pieces);
    }

    private long insert(ProductDetails details) {
        long now = clock.millis();
        for (int i = 0; i < MOST_TRIES; i++) { // another instance may take the same id
            OptionalLong id = database.writer().write(c -> ProductTable.add(c, details, now));
            if (id.isPresent()) {
                return id.getAsLong();
            }
        }
        throw new StoreException("no id came free for a new product", null);
    }

    private void refresh(long id) {
        find(id).ifPresent(product -> cache.refresh(List.of(product)));
    }
}
