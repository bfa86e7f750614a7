package io.lblab.shop.catalogue;

import io.lblab.shop.store.Database;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// All products as the database has them now. The list is read again only after something was
/// changed, by this process or another.
public final class Catalogue {
    private final Database database;
    private final ReentrantLock reload = new ReentrantLock();
    private volatile Reading reading = new Reading(-1, List.of());

    private record Reading(long mark, List<Product> products) {}

    public Catalogue(Database database) {
        this.database = database;
    }

    /// All products on the shelves, by id. The same list until something has changed.
    ///
    /// @throws io.lblab.shop.store.StoreException when the database cannot be read
    public List<Product> all() {
        long mark = database.products().now();
        Reading last = reading;
        return mark == last.mark ? last.products : reloaded(mark);
    }

    private List<Product> reloaded(long mark) {
        reload.lock(); // one reads, the others wait for it
        try {
            if (reading.mark != mark) {
                // Read after the mark: a change in between is in it, and read once more next time.
                reading = new Reading(mark, database.read(ProductTable::all));
            }
            return reading.products;
        } finally {
            reload.unlock();
        }
    }

    /// A product on the shelves.
    public Optional<Product> find(long id) {
        return database.read(c -> ProductTable.onShelf(c, id));
    }
}
