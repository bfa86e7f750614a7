package io.lblab.shop.catalogue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// SQL over the table `products`.
public final class ProductTable {
    private static final String SELECT =
            """
            SELECT id, name, category, picture, description, price_cents, stock, version, active
            FROM products
            """;

    private ProductTable() {}

    /// Any product, withdrawn ones too.
    public static Optional<Product> find(Connection connection, long id) throws SQLException {
        return one(connection, "WHERE id = ?", id);
    }

    /// A product that is offered.
    static Optional<Product> onShelf(Connection connection, long id) throws SQLException {
        return one(connection, "WHERE id = ? AND active = 1", id);
    }

    private static Optional<Product> one(Connection connection, String where, long id)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + where)) {
            select.setLong(1, id);
            ResultSet rows = select.executeQuery();
            return rows.next() ? Optional.of(product(rows)) : Optional.empty();
        }
    }

    /// All products that are offered, by id.
    public static List<Product> all(Connection connection) throws SQLException {
        return several(connection, "WHERE active = 1 ORDER BY id");
    }

    /// All products, withdrawn ones too, by id.
    public static List<Product> everything(Connection connection) throws SQLException {
        return several(connection, "ORDER BY id");
    }

    private static List<Product> several(Connection connection, String where) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + where)) {
            ResultSet rows = select.executeQuery();
            List<Product> products = new ArrayList<>();
            while (rows.next()) {
                products.add(product(rows));
            }
            return List.copyOf(products);
        }
    }

    /// Inserts products that are not there yet; their stock is their seed stock.
    static void insert(Connection connection, List<Product> products) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO products (id, name, category, picture, description, price_cents,
                                              stock, version, seed_stock)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)) {
            for (Product product : products) {
                insert.setLong(1, product.id());
                insert.setString(2, product.name());
                insert.setString(3, product.category());
                insert.setString(4, product.picture());
                insert.setString(5, product.description());
                insert.setLong(6, product.priceCents());
                insert.setInt(7, product.stock());
                insert.setLong(8, product.version());
                insert.setInt(9, product.stock());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// Inserts a product that has no pieces yet, under the next id.
    ///
    /// @return its id; empty when somebody else was given that id meanwhile
    public static OptionalLong add(Connection connection, ProductDetails details, long now)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO products (id, name, category, picture, description, price_cents,
                                              active, version, stock, seed_stock)
                        SELECT COALESCE(MAX(id), 0) + 1, ?, ?, ?, ?, ?, ?, ?, 0, 0
                        FROM products WHERE 1 = 1
                        ON CONFLICT (id) DO NOTHING
                        RETURNING id
                        """)) {
            int next = set(insert, details);
            insert.setLong(next, now);
            ResultSet row = insert.executeQuery();
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    /// Changes what is said of a product, which is a newer version then.
    ///
    /// @return false when there is no such product
    public static boolean change(Connection connection, long id, ProductDetails details, long now)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        """
                        UPDATE products
                        SET name = ?, category = ?, picture = ?, description = ?, price_cents = ?,
                            active = ?, version = CASE WHEN version >= ? THEN version + 1 ELSE ? END
                        WHERE id = ?
                        """)) {
            int next = set(update, details);
            update.setLong(next, now);
            update.setLong(next + 1, now);
            update.setLong(next + 2, id);
            return update.executeUpdate() == 1;
        }
    }

    /// Sets the parameters from the first on.
    ///
    /// @return the number of the next one
    private static int set(PreparedStatement statement, ProductDetails details)
            throws SQLException {
        statement.setString(1, details.name());
        statement.setString(2, details.category());
        statement.setString(3, details.picture());
        statement.setString(4, details.description());
        statement.setLong(5, details.priceCents());
        statement.setInt(6, details.active() ? 1 : 0);
        return 7;
    }

    private static Product product(ResultSet row) throws SQLException {
        return new Product(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getLong(6),
                row.getInt(7),
                row.getLong(8),
                row.getInt(9) == 1);
    }
}
