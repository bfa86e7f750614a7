package io.lblab.shop.stock;

import io.lblab.shop.catalogue.Product;
import io.lblab.shop.catalogue.ProductTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// SQL for a book that is kept elsewhere and written behind to the database.
public final class SyncTable {
    private SyncTable() {}

    /// How far the database has got.
    ///
    /// @param epoch which loading of the book
    /// @param lastId the last journal entry that is in the database
    public record Position(String epoch, String lastId) {}

    /// A change of stock that the book has made.
    ///
    /// @param reason `order`, `return` or `set`
    /// @param version the product's version after it
    public record Entry(
            String id,
            long productId,
            int delta,
            String reason,
            @Nullable Long orderId,
            long version,
            long at) {}

    public static Position position(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT epoch, last_id FROM stock_sync");
                ResultSet row = select.executeQuery()) {
            row.next();
            return new Position(row.getString(1), row.getString(2));
        }
    }

    /// Whether this epoch is the one that counts, in a transaction that then no other can end it
    /// before.
    public static boolean isCurrent(Connection connection, String epoch) throws SQLException {
        try (PreparedStatement touch =
                connection.prepareStatement(
                        "SELECT 1 FROM stock_sync WHERE epoch = ?" + forShare(connection))) {
            touch.setString(1, epoch);
            return touch.executeQuery().next();
        }
    }

    /// Begins a new epoch and brings the movements in line with the orders, as far as the book that
    /// is lost had not been written behind.
    ///
    /// @return the products to load the new book from; empty when somebody else began one
    public static List<Product> begin(Connection connection, String before, String epoch, long now)
            throws SQLException {
        if (!advance(connection, new Position(before, ""), new Position(epoch, "0"), true)) {
            return List.of();
        }
        bringInLine(connection, now);
        return ProductTable.everything(connection);
    }

    /// Ends the epoch of a book that is no longer used: from now on the database counts, and should
    /// that book come back, it is not current.
    static boolean end(Connection connection, Position position, long now) throws SQLException {
        if (!advance(connection, position, new Position("", "0"), true)) {
            return false;
        }
        bringInLine(connection, now);
        return true;
    }

    /// Makes the movements those of the orders.
    private static void bringInLine(Connection connection, long now) throws SQLException {
        StockTable.undoPending(connection, now);
        for (Missing missing : missing(connection)) {
            StockTable.make(connection, missing.productId, missing.delta, missing.orderId, now);
        }
    }

    /// Writes entries behind, once.
    ///
    /// @return false, and nothing changed, when the database has got elsewhere meanwhile
    public static boolean apply(Connection connection, Position from, List<Entry> entries)
            throws SQLException {
        Position to = new Position(from.epoch(), entries.getLast().id());
        if (!advance(connection, from, to, false)) {
            return false;
        }
        for (Entry entry : entries) {
            StockTable.apply(connection, entry);
        }
        return true;
    }

    private static boolean advance(
            Connection connection, Position from, Position to, boolean fromAnywhere)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE stock_sync SET epoch = ?, last_id = ? WHERE epoch = ?"
                                + (fromAnywhere ? "" : " AND last_id = ?"))) {
            update.setString(1, to.epoch());
            update.setString(2, to.lastId());
            update.setString(3, from.epoch());
            if (!fromAnywhere) {
                update.setString(4, from.lastId());
            }
            return update.executeUpdate() == 1;
        }
    }

    private record Missing(long orderId, long productId, int delta) {}

    /// Lines of sold orders without their movement, and movements of orders that are not sold and
    /// were not given back.
    private static List<Missing> missing(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                """
                                SELECT l.order_id, l.product_id, -l.quantity
                                FROM order_lines l JOIN orders o ON o.id = l.order_id
                                LEFT JOIN stock_movements m ON m.order_id = l.order_id
                                     AND m.product_id = l.product_id AND m.reason = 'order'
                                WHERE o.state IN ('paid', 'shipped', 'delivered') AND m.id IS NULL
                                UNION ALL
                                SELECT m.order_id, m.product_id, -m.delta
                                FROM stock_movements m JOIN orders o ON o.id = m.order_id
                                LEFT JOIN stock_movements r ON r.order_id = m.order_id
                                     AND r.product_id = m.product_id AND r.reason = 'return'
                                WHERE o.state IN ('failed', 'cancelled') AND m.reason = 'order'
                                      AND r.id IS NULL
                                """);
                ResultSet row = select.executeQuery()) {
            List<Missing> missing = new ArrayList<>();
            while (row.next()) {
                missing.add(new Missing(row.getLong(1), row.getLong(2), row.getInt(3)));
            }
            return missing;
        }
    }

    /// SQLite has one writer at a time, and no words for it.
    private static String forShare(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")
                ? " FOR SHARE"
                : "";
    }
}
