package io.lblab.shop.orders;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// SQL over the table `outbox`: messages written in the transaction of their order, so that no
/// crash loses one.
final class OutboxTable {
    private OutboxTable() {}

    /// A message the broker has not confirmed.
    record Row(long orderId, String payload) {}

    static void insert(Connection connection, long orderId, String payload, long now)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO outbox (order_id, payload, state, created_at)
                        VALUES (?, ?, 'pending', ?)
                        """)) {
            insert.setLong(1, orderId);
            insert.setString(2, payload);
            insert.setLong(3, now);
            insert.executeUpdate();
        }
    }

    static boolean sent(Connection connection, long orderId) throws SQLException {
        return mark(connection, orderId, "sent");
    }

    static boolean cancelled(Connection connection, long orderId) throws SQLException {
        return mark(connection, orderId, "cancelled");
    }

    private static boolean mark(Connection connection, long orderId, String state)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE outbox SET state = ? WHERE order_id = ? AND state = 'pending'")) {
            update.setString(1, state);
            update.setLong(2, orderId);
            return update.executeUpdate() == 1;
        }
    }

    /// Unconfirmed messages written before a time, oldest first.
    static List<Row> pending(Connection connection, long before, int limit) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        SELECT order_id, payload FROM outbox
                        WHERE state = 'pending' AND created_at < ? ORDER BY created_at LIMIT ?
                        """)) {
            select.setLong(1, before);
            select.setInt(2, limit);
            ResultSet row = select.executeQuery();
            List<Row> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(new Row(row.getLong(1), row.getString(2)));
            }
            return rows;
        }
    }
}
