package io.lblab.shop.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/// The sum of all versions: each change lets one of them grow, in whatever order they commit.
final class PostgresChangeMark implements ChangeMark {
    private final DataSource connections;

    PostgresChangeMark(DataSource connections) {
        this.connections = connections;
    }

    @Override
    public long now() {
        try (Connection connection = connections.getConnection();
                PreparedStatement query =
                        connection.prepareStatement(
                                "SELECT CAST(SUM(version) AS BIGINT) + COUNT(*) FROM products");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new StoreException("a read failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        // The connections belong to the database.
    }
}
