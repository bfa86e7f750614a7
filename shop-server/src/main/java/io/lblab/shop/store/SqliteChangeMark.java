package io.lblab.shop.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/// SQLite's `data_version`, which a connection sees grow when any other has committed something. It
/// is read in microseconds.
final class SqliteChangeMark implements ChangeMark {
    private final ReentrantLock lock = new ReentrantLock();
    private final Connection connection;
    private final PreparedStatement query;

    SqliteChangeMark(Connection connection) throws SQLException {
        this.connection = connection;
        this.query = connection.prepareStatement("PRAGMA data_version");
    }

    @Override
    public long now() {
        lock.lock();
        try (ResultSet row = query.executeQuery()) {
            return row.getLong(1);
        } catch (SQLException e) {
            throw new StoreException("a read failed: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
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
}
