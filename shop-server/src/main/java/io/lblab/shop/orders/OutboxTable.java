package io.lblab.shop.orders;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /// The broker has the message.
    ///
    /// @return false when that, or its cancellation, was known
    static boolean sent(Connection connection, long orderId) throws SQLException {
        return mark(connection, orderId, "pending", "sent");
    }

    /// Nobody will send the message any more.
    ///
    /// @return false when the broker has it, or it was cancelled before
    static boolean cancelled(Connection connection, long orderId) throws SQLException {
        return mark(connection, orderId, "pending", "cancelled");
    }

    /// Takes a cancellation back.
    static void sentAfterAll(Connection connection, long orderId) throws SQLException {
        mark(connection, orderId, "cancelled", "sent");
    }

    private static boolean mark(Connection connection, long orderId, String from, String to)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE outbox SET state = ? WHERE order_id = ? AND state = ?")) {
            update.setString(1, to);
            update.setLong(2, orderId);
            update.setString(3, from);
            return update.executeUpdate() == 1;
        }
    }

    /// The message of an order, if the broker has not confirmed it.
    static Optional<String> unsent(Connection connection, long orderId) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT payload FROM outbox WHERE order_id = ? AND state = 'pending'")) {
            select.setLong(1, orderId);
            ResultSet row = select.executeQuery();
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
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
