package io.lblab.shop.stock;

import io.lblab.shop.catalogue.Product;
import io.lblab.shop.catalogue.ProductTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/// SQL that changes stock. Every change leaves a row in `stock_movements`, in the same transaction.
public final class StockTable {
    private StockTable() {}

    /// Sets the stock by hand. Empty when there is no such product.
    public static Optional<Product> set(Connection connection, long id, int stock, long now)
            throws SQLException {
        Optional<Product> before = ProductTable.find(connection, id);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE products SET stock = ?, version = MAX(version + 1, ?) WHERE id = ?")) {
            update.setInt(1, stock);
            update.setLong(2, now);
            update.setLong(3, id);
            update.executeUpdate();
        }
        int delta = stock - before.get().stock();
        if (delta != 0) {
            move(connection, id, delta, "set", now);
        }
        return ProductTable.find(connection, id);
    }

    /// Takes pieces for an order, if there are enough. Empty, and nothing changed, when not.
    public static Optional<Product> take(
            Connection connection, long id, int quantity, long orderId, long now)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        """
                        UPDATE products SET stock = stock - ?, version = MAX(version + 1, ?)
                        WHERE id = ? AND stock >= ?
                        """)) {
            update.setInt(1, quantity);
            update.setLong(2, now);
            update.setLong(3, id);
            update.setInt(4, quantity);
            if (update.executeUpdate() == 0) {
                return Optional.empty();
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO stock_movements (product_id, delta, reason, order_id, created_at)
                        VALUES (?, ?, 'order', ?, ?)
                        """)) {
            insert.setLong(1, id);
            insert.setInt(2, -quantity);
            insert.setLong(3, orderId);
            insert.setLong(4, now);
            insert.executeUpdate();
        }
        return ProductTable.find(connection, id);
    }

    private static void move(Connection connection, long id, int delta, String reason, long now)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO stock_movements (product_id, delta, reason, created_at)
                        VALUES (?, ?, ?, ?)
                        """)) {
            insert.setLong(1, id);
            insert.setInt(2, delta);
            insert.setString(3, reason);
            insert.setLong(4, now);
            insert.executeUpdate();
        }
    }
}
