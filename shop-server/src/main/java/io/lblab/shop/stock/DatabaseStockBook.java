package io.lblab.shop.stock;

import io.lblab.shop.catalogue.Product;
import io.lblab.shop.catalogue.ProductTable;
import io.lblab.shop.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Pieces are counted in the database; the cache follows.
public final class DatabaseStockBook implements StockBook {
    private static final Hold NOTHING_HELD = new Hold(true, "");

    private final Database database;
    private final ProductCache cache;
    private final Clock clock;

    public DatabaseStockBook(Database database, ProductCache cache, Clock clock) {
        this.database = database;
        this.cache = cache;
        this.clock = clock;
        endOther();
    }

    /// Where another book counted before, its epoch ends here.
    private void endOther() {
        SyncTable.Position position = database.read(SyncTable::position);
        if (!position.epoch().isEmpty()) {
            long now = clock.millis();
            database.writer().write(c -> SyncTable.end(c, position, now));
        }
    }

    @Override
    public Hold hold(long orderId, List<Line> lines) {
        return NOTHING_HELD;
    }

    @Override
    public boolean book(Connection connection, Hold hold, long orderId, List<Line> lines, long now)
            throws SQLException {
        return StockTable.take(connection, orderId, lines, now);
    }

    @Override
    public void unbook(Connection connection, long orderId, List<Line> lines, long now)
            throws SQLException {
        StockTable.giveBack(connection, orderId, lines, now);
    }

    @Override
    public void release(long orderId, List<Line> lines) {
        // Nothing is held outside the transaction.
    }

    @Override
    public Optional<Product> set(long productId, int stock) {
        long now = clock.millis();
        Optional<Product> changed =
                database.writer().write(c -> StockTable.set(c, productId, stock, now));
        changed.ifPresent(product -> cache.refresh(List.of(product)));
        return changed;
    }

    @Override
    public void booked(long orderId, List<Line> lines) {
        refresh(lines);
    }

    @Override
    public void unbooked(long orderId, List<Line> lines) {
        refresh(lines);
    }

    private void refresh(List<Line> lines) {
        cache.refresh(
                database.read(c -> {
                    List<Product> products = new ArrayList<>();
                    for (Line line : lines) {
                        ProductTable.find(c, line.productId()).ifPresent(products::add);
                    }
                    return products;
                }));
    }

    @Override
    public void flush() {
        // The database is never behind.
    }

    @Override
    public void close() {
        // Database and cache belong to others.
    }
}
