package io.lblab.shop.catalogue;

import io.lblab.shop.store.Database;
import io.lblab.shop.store.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// All products as the database has them now. The list is read again only after some connection, of
/// this process or another, has committed something: SQLite's `data_version` tells that in
/// microseconds.
public final class Catalogue implements AutoCloseable {
    private final Database database;
    private final Connection connection;
    private final ReentrantLock lock = new ReentrantLock();
    private List<Product> products = List.of();
    private long readAt = -1;

    public Catalogue(Database database) {
        this.database = database;
        this.connection = database.openReader();
    }

    /// All products, by id.
    ///
    /// @throws StoreException when the database cannot be read
    public List<Product> all() {
        lock.lock();
        try {
            long version = dataVersion();
            if (version != readAt) {
                products = ProductTable.all(connection);
                readAt = version;
            }
            return products;
        } catch (SQLException e) {
            throw new StoreException("reading the products failed: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    public Optional<Product> find(long id) {
        return database.read(c -> ProductTable.find(c, id));
    }

    @Override
    public void close() {
        lock.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("closing the database failed", e);
        } finally {
            lock.unlock();
        }
    }

    private long dataVersion() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA data_version")) {
            return row.getLong(1);
        }
    }
}
