package io.lblab.shop.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// The sum of all versions: each change lets one of them grow, in whatever order they commit.
final class PostgresChangeMark implements ChangeMark {
    private static final String SUM =
            "SELECT CAST(SUM(version) AS BIGINT) + COUNT(*) FROM products";

    private final Connections connections;

    PostgresChangeMark(Connections connections) {
        this.connections = connections;
    }

    @Override
    public long now() {
        try {
            return connections.with(connection -> {
                try (PreparedStatement query = connection.prepareStatement(SUM);
                        ResultSet row = query.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            });
        } catch (SQLException e) {
            throw new StoreException("a read failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        // The connections belong to the database.
    }
}
