package io.lblab.shop.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/// The open store: pooled connections for reading, one [Writer] for everything else.
public final class Database implements AutoCloseable {
    private final SqliteFile file;
    private final HikariDataSource readers;
    private final Writer writer;

    Database(SqliteFile file) throws SQLException {
        this.file = file;
        this.writer = new Writer(file.openForWriting());
        HikariConfig config = new HikariConfig();
        config.setDataSource(file.readers());
        config.setPoolName("shop-readers");
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        config.setInitializationFailTimeout(-1);
        this.readers = new HikariDataSource(config);
    }

    public Writer writer() {
        return writer;
    }

    /// Runs statements that only read.
    ///
    /// @throws StoreException when they failed, or no connection came free within 10 s
    public <T> T read(Work<T> work) {
        try (Connection connection = readers.getConnection()) {
            return work.run(connection);
        } catch (SQLException e) {
            throw new StoreException("a read failed: " + e.getMessage(), e);
        }
    }

    /// A connection of the caller's own, outside the pool. The caller closes it.
    public Connection openReader() {
        try {
            return file.readers().getConnection();
        } catch (SQLException e) {
            throw new StoreException("opening the database failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
    }
}
