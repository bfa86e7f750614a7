package io.lblab.shop.store;

import java.sql.Connection;
import java.sql.SQLException;

/// Statements that belong together. Work that writes may be run again when the database was busy,
/// so it must touch nothing but the connection.
@FunctionalInterface
public interface Work<T> {
    T run(Connection connection) throws SQLException;
}
