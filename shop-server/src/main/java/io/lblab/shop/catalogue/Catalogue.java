package io.lblab.shop.catalogue;

import io.lblab.shop.store.Database;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// All products as the database has them now. They are read again only after something was changed,
/// by this process or another.
public final class Catalogue {
    private final Database database;
    private final ReentrantLock reload = new ReentrantLock();
    private volatile Reading reading = new Reading(-1, List.of(), List.of());

    private record Reading(long mark, List<Product> everything, List<Product> offered) {}

    public Catalogue(Database database) {
        this.database = database;
    }

    /// All products on the shelves, by id. The same list until one of them has changed.
    ///
    /// @throws io.lblab.shop.store.StoreException when the database cannot be read
    public List<Product> all() {
        return current().offered;
    }

    /// All products, withdrawn ones too, by id. The same list until one of them has changed.
    ///
    /// @throws io.lblab.shop.store.StoreException when the database cannot be read
    public List<Product> everything() {
        return current().everything;
    }

    private Reading current() {
        long mark = database.products().now();
        Reading last = reading;
        return mark == last.mark ? last : reloaded(mark);
    }

    private Reading reloaded(long mark) {
        reload.lock(); // one reads, the others wait for it
        try {
            Reading last = reading;
            if (last.mark != mark) {
                // Read after the mark: a change in between is in it, and read once more next time.
                List<Product> products = database.read(ProductTable::everything);
                reading =
                        products.equals(last.everything) // it was something else that changed
                                ? new Reading(mark, last.everything, last.offered)
                                : new Reading(mark, products, offered(products));
            }
            return reading;
        } finally {
            reload.unlock();
        }
    }

    private static List<Product> offered(List<Product> products) {
        return products.stream().filter(Product::active).toList();
    }

    /// A product on the shelves.
    public Optional<Product> find(long id) {
        return database.read(c -> ProductTable.onShelf(c, id));
    }
}
