package io.lblab.shop.orders;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// SQL over the table `orders`.
public final class OrderTable {
    private OrderTable() {}

    /// Inserts a pending order at the product's present price.
    static long insert(Connection connection, long productId, int quantity, long now)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO orders (product_id, quantity, unit_price_cents, state,
                                            created_at, updated_at)
                        SELECT id, ?, price_cents, 'pending', ?, ? FROM products WHERE id = ?
                        RETURNING id
                        """)) {
            insert.setInt(1, quantity);
            insert.setLong(2, now);
            insert.setLong(3, now);
            insert.setLong(4, productId);
            ResultSet row = insert.executeQuery();
            if (!row.next()) {
                throw new SQLException("no product " + productId);
            }
            return row.getLong(1);
        }
    }

    /// Ends a pending order.
    ///
    /// @return false when it was not pending: somebody else was first
    public static boolean end(
            Connection connection, long id, OrderState state, String reason, long now)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        """
                        UPDATE orders SET state = ?, reason = ?, updated_at = ?
                        WHERE id = ? AND state = 'pending'
                        """)) {
            update.setString(1, state.text());
            update.setString(2, reason);
            update.setLong(3, now);
            update.setLong(4, id);
            return update.executeUpdate() == 1;
        }
    }

    public static Optional<Order> find(Connection connection, long id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT id, product_id, quantity, state FROM orders WHERE id = ?")) {
            select.setLong(1, id);
            return orders(select).stream().findFirst();
        }
    }

    /// All pending orders, oldest first.
    public static List<Order> pending(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        SELECT id, product_id, quantity, state FROM orders
                        WHERE state = 'pending' ORDER BY id
                        """)) {
            return orders(select);
        }
    }

    private static List<Order> orders(PreparedStatement select) throws SQLException {
        ResultSet row = select.executeQuery();
        List<Order> orders = new ArrayList<>();
        while (row.next()) {
            orders.add(
                    new Order(
                            row.getLong(1),
                            row.getLong(2),
                            row.getInt(3),
                            OrderState.of(row.getString(4))));
        }
        return List.copyOf(orders);
    }
}
