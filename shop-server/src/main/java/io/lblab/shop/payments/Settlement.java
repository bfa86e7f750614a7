package io.lblab.shop.payments;

import io.lblab.shop.orders.Order;
import io.lblab.shop.orders.OrderState;
import io.lblab.shop.orders.OrderTable;
import io.lblab.shop.stock.StockBook;
import io.lblab.shop.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/// Ends a pending order: paid with its pieces taken, or failed. An order that is no longer pending
/// stays as it is, and the stock too.
final class Settlement {
    /// What became of an order.
    enum Outcome {
        /// Charged, and its pieces taken.
        PAID,
        /// Not enough pieces left. Nothing was charged.
        SOLD_OUT,
        /// The bank said no.
        DECLINED,
        /// Somebody else ended the order first; nothing was changed.
        TOO_LATE
    }

    private final Database database;
    private final StockBook stock;
    private final Clock clock;

    Settlement(Database database, StockBook stock, Clock clock) {
        this.database = database;
        this.stock = stock;
        this.clock = clock;
    }

    /// @throws io.lblab.shop.store.StoreException when it may not have happened; worth doing again
    Outcome settle(Order order) {
        List<StockBook.Line> lines = lines(order);
        if (order.delivery().declined()) {
            boolean failed =
                    database.writer().write(c -> end(c, order, OrderState.FAILED, "card declined"));
            return failed ? Outcome.DECLINED : Outcome.TOO_LATE;
        }
        StockBook.Hold hold = stock.hold(order.id(), lines);
        Outcome outcome = database.writer().write(c -> pay(c, order, lines, hold));
        switch (outcome) {
            case PAID -> stock.booked(order.id(), lines);
            case TOO_LATE -> releaseUnlessSold(order.id(), lines);
            default -> {} // nothing was held
        }
        return outcome;
    }

    /// Another worker may have sold it, with the very pieces that are held.
    private void releaseUnlessSold(long id, List<StockBook.Line> lines) {
        boolean sold =
                database.read(c -> OrderTable.find(c, id))
                        .map(order -> order.state().sold())
                        .orElse(false);
        if (!sold) {
            stock.release(id, lines);
        }
    }

    private Outcome pay(
            Connection connection, Order order, List<StockBook.Line> lines, StockBook.Hold hold)
            throws SQLException {
        if (!end(connection, order, OrderState.PAID, "")) {
            return Outcome.TOO_LATE;
        }
        if (stock.book(connection, hold, order.id(), lines, clock.millis())) {
            return Outcome.PAID;
        }
        OrderTable.move(
                connection,
                order.id(),
                OrderState.PAID,
                OrderState.FAILED,
                "not enough stock",
                clock.millis());
        return Outcome.SOLD_OUT;
    }

    private boolean end(Connection connection, Order order, OrderState state, String reason)
            throws SQLException {
        return OrderTable.move(
                connection, order.id(), OrderState.PENDING, state, reason, clock.millis());
    }

    static List<StockBook.Line> lines(Order order) {
        return order.lines().stream()
                .map(line -> new StockBook.Line(line.productId(), line.quantity()))
                .toList();
    }
}
