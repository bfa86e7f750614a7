package io.lblab.shop.consistency;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A product's books. They balance when seed + movements = stock, and what the movements of orders
/// took is what paid, shipped and delivered orders have.
///
/// @param movements sum of all changes
/// @param ordered what the movements of orders took, less what they gave back
/// @param sold what paid, shipped and delivered orders have
public record Balance(
        @JsonProperty("product_id") long productId,
        long seed,
        long movements,
        long stock,
        long ordered,
        long sold) {

    @JsonProperty
    public boolean balanced() {
        return seed + movements == stock && ordered == sold && stock >= 0;
    }

    /// All products, by id, as they are at the moment of the connection's snapshot.
    static List<Balance> all(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                """
                                SELECT p.id, p.seed_stock, COALESCE(m.total, 0), p.stock,
                                       COALESCE(m.ordered, 0), COALESCE(s.sold, 0)
                                FROM products p
                                LEFT JOIN (SELECT product_id, SUM(delta) AS total,
                                                  SUM(CASE WHEN reason = 'set' THEN 0 ELSE -delta END)
                                                      AS ordered
                                           FROM stock_movements GROUP BY product_id) m
                                  ON m.product_id = p.id
                                LEFT JOIN (SELECT l.product_id, SUM(l.quantity) AS sold
                                           FROM order_lines l JOIN orders o ON o.id = l.order_id
                                           WHERE o.state IN ('paid', 'shipped', 'delivered')
                                           GROUP BY l.product_id) s
                                  ON s.product_id = p.id
                                ORDER BY p.id
                                """);
                ResultSet row = select.executeQuery()) {
            List<Balance> balances = new ArrayList<>();
            while (row.next()) {
                balances.add(
                        new Balance(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6)));
            }
            return balances;
        }
    }
}
