package io.lblab.shop.payments;

import io.lblab.shop.catalogue.Product;
import io.lblab.shop.orders.Order;
import io.lblab.shop.orders.OrderState;
import io.lblab.shop.orders.OrderTable;
import io.lblab.shop.stock.StockTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// What became of a pending order, decided in one transaction.
sealed interface Settlement {
    /// Charged; the product as it is now.
    record Paid(Product product) implements Settlement {}

    /// Not enough pieces left.
    record Failed() implements Settlement {}

    /// Somebody else ended the order first; nothing was changed.
    record TooLate() implements Settlement {}

    /// Takes the pieces and ends the order, or fails it. An order that is no longer pending stays
    /// as it is, and the stock too.
    static Settlement settle(Connection connection, Order order, long now) throws SQLException {
        Optional<Order> current = OrderTable.find(connection, order.id());
        if (current.isEmpty() || current.get().state() != OrderState.PENDING) {
            return new TooLate();
        }
        Optional<Product> taken =
                StockTable.take(connection, order.productId(), order.quantity(), order.id(), now);
        if (taken.isPresent()) {
            OrderTable.end(connection, order.id(), OrderState.PAID, "", now);
            return new Paid(taken.get());
        }
        OrderTable.end(connection, order.id(), OrderState.FAILED, "not enough stock", now);
        return new Failed();
    }
}
