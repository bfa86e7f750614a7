package io.lblab.shop.consistency;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lblab.shop.stock.StockBook;
import io.lblab.shop.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// Adds up every product's books, as they are at one moment. With the stock in Redis, pieces held
/// for an order that is still pending make a difference until it has ended.
public final class Audit {
    private final Database database;
    private final StockBook stock;

    /// What came out.
    ///
    /// @param unbalanced the products whose books do not balance
    /// @param products all of them
    public record Verdict(
            boolean balanced,
            @JsonProperty("pending_orders") long pendingOrders,
            List<Balance> unbalanced,
            List<Balance> products) {}

    public Audit(Database database, StockBook stock) {
        this.database = database;
        this.stock = stock;
    }

    /// Adds up.
    ///
    /// @throws io.lblab.shop.store.StoreException when database or book cannot be reached
    public Verdict now() {
        stock.flush();
        return database.snapshot(Audit::verdict);
    }

    private static Verdict verdict(Connection connection) throws SQLException {
        List<Balance> products = Balance.all(connection);
        List<Balance> unbalanced =
                products.stream().filter(product -> !product.balanced()).toList();
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT COUNT(*) FROM orders WHERE state = 'pending'");
                ResultSet row = select.executeQuery()) {
            row.next();
            return new Verdict(unbalanced.isEmpty(), row.getLong(1), unbalanced, products);
        }
    }
}
