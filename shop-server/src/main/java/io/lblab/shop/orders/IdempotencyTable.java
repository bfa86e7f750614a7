package io.lblab.shop.orders;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// SQL over the table `idempotency_keys`.
final class IdempotencyTable {
    private IdempotencyTable() {}

    /// A key that made an order.
    record Row(String fingerprint, long orderId) {}

    static Optional<Row> find(Connection connection, String name) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT fingerprint, order_id FROM idempotency_keys WHERE name = ?")) {
            select.setString(1, name);
            ResultSet row = select.executeQuery();
            return row.next()
                    ? Optional.of(new Row(row.getString(1), row.getLong(2)))
                    : Optional.empty();
        }
    }

    /// Claims a key. Waits for another transaction that is claiming the same.
    ///
    /// @return false when it is claimed already
    static boolean claim(Connection connection, IdempotencyKey key) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO idempotency_keys (name, fingerprint) VALUES (?, ?)
                        ON CONFLICT DO NOTHING
                        """)) {
            insert.setString(1, key.name());
            insert.setString(2, key.fingerprint());
            return insert.executeUpdate() == 1;
        }
    }

    /// Binds a claimed key to its order.
    static void bind(Connection connection, IdempotencyKey key, long orderId) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE idempotency_keys SET order_id = ? WHERE name = ?")) {
            update.setLong(1, orderId);
            update.setString(2, key.name());
            update.executeUpdate();
        }
    }
}
