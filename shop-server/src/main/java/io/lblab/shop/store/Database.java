package io.lblab.shop.store;

import java.sql.SQLException;

/// The open store: pooled connections for reading, one [Writer] for everything else.
public final class Database implements AutoCloseable {
    private final Connections readers;
    private final Writer writer;
    private final ChangeMark products;
    private final int snapshotIsolation;

    Database(Connections readers, Writer writer, ChangeMark products, int snapshotIsolation) {
        this.readers = readers;
        this.writer = writer;
        this.products = products;
        this.snapshotIsolation = snapshotIsolation;
    }

    /// Opens the store at a place, creating, migrating and seeding it as needed, exactly once
    /// however many instances start together. The seed runs once, in a transaction.
    ///
    /// @throws StoreException when it cannot be created, reached, read or written
    public static Database open(DatabaseUrl url, Work<Integer> seed) {
        return switch (url) {
            case DatabaseUrl.Sqlite(var file) -> SqliteStore.open(file, seed);
            case DatabaseUrl.Postgres postgres -> PostgresStore.open(postgres, seed);
        };
    }

    public Writer writer() {
        return writer;
    }

    /// Tells whether products have changed.
    public ChangeMark products() {
        return products;
    }

    /// Runs statements that only read.
    ///
    /// @throws StoreException when they failed, or no connection came free in time
    public <T> T read(Work<T> work) {
        try {
            return readers.with(work);
        } catch (SQLException e) {
            throw new StoreException("a read failed: " + e.getMessage(), e);
        }
    }

    /// Runs statements that only read, and all see the database at one moment.
    ///
    /// @throws StoreException as [#read]
    public <T> T snapshot(Work<T> work) {
        return read(connection -> {
            connection.setTransactionIsolation(snapshotIsolation);
            connection.setAutoCommit(false);
            try {
                return work.run(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        });
    }

    @Override
    public void close() {
        writer.close();
        products.close();
        readers.close();
    }
}
