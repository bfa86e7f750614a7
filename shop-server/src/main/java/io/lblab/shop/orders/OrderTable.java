package io.lblab.shop.orders;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// SQL over the tables `orders` and `order_lines`.
public final class OrderTable {
    private static final String SELECT =
            """
            SELECT o.id, o.customer_id, o.state, o.reason, o.total_cents, o.ship_to, o.card,
                   o.declined, o.created_at, o.updated_at,
                   l.product_id, l.quantity, l.unit_price_cents
            FROM orders o JOIN order_lines l ON l.order_id = o.id
            """;

    private OrderTable() {}

    /// Inserts a pending order.
    static long insert(Connection connection, OrderRequest request, List<OrderLine> lines, long now)
            throws SQLException {
        long id;
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO orders (customer_id, state, total_cents, ship_to, card, declined,
                                            created_at, updated_at)
                        VALUES (?, 'pending', ?, ?, ?, ?, ?, ?)
                        RETURNING id
                        """)) {
            insert.setObject(
                    1, request.customer().isPresent() ? request.customer().getAsLong() : null);
            insert.setLong(
                    2, lines.stream().mapToLong(l -> l.quantity() * l.unitPriceCents()).sum());
            insert.setString(3, request.delivery().shipTo());
            insert.setString(4, request.delivery().card());
            insert.setInt(5, request.delivery().declined() ? 1 : 0);
            insert.setLong(6, now);
            insert.setLong(7, now);
            ResultSet row = insert.executeQuery();
            row.next();
            id = row.getLong(1);
        }
        insertLines(connection, id, lines);
        return id;
    }

    private static void insertLines(Connection connection, long id, List<OrderLine> lines)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO order_lines (order_id, position, product_id, quantity,
                                                 unit_price_cents)
                        VALUES (?, ?, ?, ?, ?)
                        """)) {
            for (int i = 0; i < lines.size(); i++) {
                OrderLine line = lines.get(i);
                insert.setLong(1, id);
                insert.setInt(2, i + 1);
                insert.setLong(3, line.productId());
                insert.setInt(4, line.quantity());
                insert.setLong(5, line.unitPriceCents());
                insert.executeUpdate();
            }
        }
    }

    /// Moves an order on, if it still stands where it is expected; until the transaction ends
    /// nobody else can move it.
    ///
    /// @return false, and nothing changed, when it stands elsewhere: somebody was first
    public static boolean move(
            Connection connection, long id, OrderState from, OrderState to, String reason, long now)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        """
                        UPDATE orders SET state = ?, reason = ?, updated_at = ?
                        WHERE id = ? AND state = ?
                        """)) {
            update.setString(1, to.text());
            update.setString(2, reason);
            update.setLong(3, now);
            update.setLong(4, id);
            update.setString(5, from.text());
            return update.executeUpdate() == 1;
        }
    }

    public static Optional<Order> find(Connection connection, long id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + "WHERE o.id = ? ORDER BY l.position")) {
            select.setLong(1, id);
            return orders(select).stream().findFirst();
        }
    }

    /// All pending orders, oldest first.
    public static List<Order> pending(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        SELECT + "WHERE o.state = 'pending' ORDER BY o.id, l.position")) {
            return orders(select);
        }
    }

    /// A customer's orders, newest first.
    public static List<Order> ofCustomer(Connection connection, long customer, int limit)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        SELECT
                                + """
                                WHERE o.id IN (SELECT id FROM orders WHERE customer_id = ?
                                               ORDER BY id DESC LIMIT ?)
                                ORDER BY o.id DESC, l.position
                                """)) {
            select.setLong(1, customer);
            select.setInt(2, limit);
            return orders(select);
        }
    }

    /// Everybody's orders, newest first.
    ///
    /// @param state only those that stand there; empty for all
    /// @param before only those with a smaller id
    public static List<Order> latest(
            Connection connection, Optional<OrderState> state, long before, int limit)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        SELECT
                                + """
                                WHERE o.id IN (SELECT id FROM orders WHERE id < ? %s
                                               ORDER BY id DESC LIMIT ?)
                                ORDER BY o.id DESC, l.position
                                """
                                        .formatted(state.isPresent() ? "AND state = ?" : ""))) {
            int next = 1;
            select.setLong(next++, before);
            if (state.isPresent()) {
                select.setString(next++, state.get().text());
            }
            select.setInt(next, limit);
            return orders(select);
        }
    }

    /// How many orders stand where.
    public static Map<OrderState, Long> counts(Connection connection) throws SQLException {
        Map<OrderState, Long> counts = new EnumMap<>(OrderState.class);
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT state, COUNT(*) FROM orders GROUP BY state");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                counts.put(OrderState.of(row.getString(1)), row.getLong(2));
            }
        }
        return counts;
    }

    private static List<Order> orders(PreparedStatement select) throws SQLException {
        Map<Long, Order> heads = new LinkedHashMap<>();
        Map<Long, List<OrderLine>> lines = new LinkedHashMap<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                long id = row.getLong(1);
                if (!heads.containsKey(id)) {
                    heads.put(id, head(row));
                }
                lines.computeIfAbsent(id, _ -> new ArrayList<>())
                        .add(new OrderLine(row.getLong(11), row.getInt(12), row.getLong(13)));
            }
        }
        return heads.values().stream()
                .map(head -> withLines(head, lines.getOrDefault(head.id(), List.of())))
                .toList();
    }

    private static Order head(ResultSet row) throws SQLException {
        long customer = row.getLong(2);
        boolean anonymous = row.wasNull();
        return new Order(
                row.getLong(1),
                anonymous ? OptionalLong.empty() : OptionalLong.of(customer),
                OrderState.of(row.getString(3)),
                row.getString(4),
                List.of(),
                row.getLong(5),
                new Order.Delivery(text(row, 6), text(row, 7), row.getInt(8) == 1),
                row.getLong(9),
                row.getLong(10));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static Order withLines(Order head, List<OrderLine> lines) {
        return new Order(
                head.id(),
                head.customer(),
                head.state(),
                head.reason(),
                List.copyOf(lines),
                head.totalCents(),
                head.delivery(),
                head.createdAt(),
                head.updatedAt());
    }
}
