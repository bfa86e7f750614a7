package io.lblab.shop.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A pool whose connections are handed out in the order of asking. A crowd waits its turn for
/// longer than anybody waits for a server that is away.
final class Connections implements AutoCloseable {
    private static final int PATIENCE_S = 30;

    private final HikariDataSource pool;
    private final Semaphore turns;

    Connections(HikariDataSource pool) {
        this.pool = pool;
        this.turns = new Semaphore(pool.getMaximumPoolSize(), true);
    }

    /// Runs work on a connection, which goes back to the pool.
    ///
    /// @throws SQLException when the work failed, no turn came within 30 s, or the pool got no
    ///   connection
    <T> T with(Work<T> work) throws SQLException {
        try {
            if (!turns.tryAcquire(PATIENCE_S, TimeUnit.SECONDS)) {
                throw new SQLTransientConnectionException(
                        "no connection came free within %d s".formatted(PATIENCE_S), "08001");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted", "08001", e);
        }
        try (Connection connection = pool.getConnection()) {
            return work.run(connection);
        } finally {
            turns.release();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
