package io.lblab.shop.stock;

import io.lblab.shop.catalogue.Product;
import io.lblab.shop.catalogue.ProductTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// SQL that changes stock. Every change leaves a row in `stock_movements`, in the same transaction.
public final class StockTable {
    private StockTable() {}

    /// Sets the stock by hand. Empty when there is no such product.
    public static Optional<Product> set(Connection connection, long id, int stock, long now)
            throws SQLException {
        // First a change that changes nothing: until the transaction ends the row is ours.
        if (!add(connection, id, 0, now)) {
            return Optional.empty();
        }
        int before = ProductTable.find(connection, id).map(Product::stock).orElse(stock);
        if (stock != before) {
            add(connection, id, stock - before, now);
            move(connection, id, stock - before, "set", null, now);
        }
        return ProductTable.find(connection, id);
    }

    /// Takes pieces for an order, all lines or none.
    ///
    /// @return false, and nothing changed, when there are not enough
    static boolean take(Connection connection, long orderId, List<StockBook.Line> lines, long now)
            throws SQLException {
        // In one order everywhere, so that no two transactions wait for each other.
        List<StockBook.Line> sorted =
                lines.stream().sorted(Comparator.comparingLong(StockBook.Line::productId)).toList();
        for (int i = 0; i < sorted.size(); i++) {
            if (!add(connection, sorted.get(i).productId(), -sorted.get(i).quantity(), now)) {
                for (StockBook.Line taken : sorted.subList(0, i)) {
                    add(connection, taken.productId(), taken.quantity(), now);
                }
                return false;
            }
        }
        for (StockBook.Line line : sorted) {
            once(connection, line.productId(), -line.quantity(), "order", orderId, now);
        }
        return true;
    }

    /// Puts back what an order took.
    static void giveBack(Connection connection, long orderId, List<StockBook.Line> lines, long now)
            throws SQLException {
        for (StockBook.Line line : lines) {
            add(connection, line.productId(), line.quantity(), now);
            once(connection, line.productId(), line.quantity(), "return", orderId, now);
        }
    }

    /// Writes behind what another book has counted; what is there already is left. A product that
    /// was changed here meanwhile is a version newer than both.
    static void apply(Connection connection, SyncTable.Entry entry) throws SQLException {
        boolean news =
                move(
                        connection,
                        entry.productId(),
                        entry.delta(),
                        entry.reason(),
                        entry.orderId(),
                        entry.at());
        if (news) {
            try (PreparedStatement update =
                    connection.prepareStatement(
                            """
                            UPDATE products SET stock = stock + ?,
                                   version = CASE WHEN version >= ? THEN version + 1 ELSE ? END
                            WHERE id = ?
                            """)) {
                update.setInt(1, entry.delta());
                update.setLong(2, entry.version());
                update.setLong(3, entry.version());
                update.setLong(4, entry.productId());
                update.executeUpdate();
            }
        }
    }

    /// Makes good a movement of an order that was lost with another book. Where pieces are missing
    /// for it (somebody had put some there, and that is lost too), they are found.
    static void make(Connection connection, long id, int delta, long orderId, long now)
            throws SQLException {
        if (!add(connection, id, delta, now)) {
            int stock = ProductTable.find(connection, id).map(Product::stock).orElse(0);
            move(connection, id, -delta - stock, "set", null, now);
            add(connection, id, -stock, now);
        }
        move(connection, id, delta, delta < 0 ? "order" : "return", orderId, now);
    }

    /// Undoes what the lost book had taken for orders that are still pending: they will take again.
    static void undoPending(Connection connection, long now) throws SQLException {
        record Taken(long movement, long product, int pieces) {}
        List<Taken> taken = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement(
                                """
                                SELECT m.id, m.product_id, -m.delta
                                FROM stock_movements m JOIN orders o ON o.id = m.order_id
                                WHERE o.state = 'pending' AND m.reason = 'order'
                                """);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                taken.add(new Taken(row.getLong(1), row.getLong(2), row.getInt(3)));
            }
        }
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM stock_movements WHERE id = ?")) {
            for (Taken one : taken) {
                add(connection, one.product, one.pieces, now);
                delete.setLong(1, one.movement);
                delete.executeUpdate();
            }
        }
    }

    /// Changes a stock, unless it would fall below zero.
    private static boolean add(Connection connection, long id, int delta, long now)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        """
                        UPDATE products SET stock = stock + ?,
                               version = CASE WHEN version >= ? THEN version + 1 ELSE ? END
                        WHERE id = ? AND stock + ? >= 0
                        """)) {
            update.setInt(1, delta);
            update.setLong(2, now);
            update.setLong(3, now);
            update.setLong(4, id);
            update.setInt(5, delta);
            return update.executeUpdate() == 1;
        }
    }

    private static void once(
            Connection connection, long id, int delta, String reason, long orderId, long now)
            throws SQLException {
        if (!move(connection, id, delta, reason, orderId, now)) {
            throw new SQLException(
                    "order %d has moved product %d before (%s)".formatted(orderId, id, reason));
        }
    }

    /// Notes a change; each order moves a product once for each reason.
    ///
    /// @return false when that is noted already
    private static boolean move(
            Connection connection,
            long id,
            int delta,
            String reason,
            @Nullable Long orderId,
            long now)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO stock_movements (product_id, delta, reason, order_id, created_at)
                        VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """)) {
            insert.setLong(1, id);
            insert.setInt(2, delta);
            insert.setString(3, reason);
            insert.setObject(4, orderId);
            insert.setLong(5, now);
            return insert.executeUpdate() == 1;
        }
    }
}
