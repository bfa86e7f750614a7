package io.lblab.shop.payments;

import io.lblab.shop.orders.Order;
import io.lblab.shop.orders.OrderChannel;
import io.lblab.shop.orders.OrderState;
import io.lblab.shop.orders.OrderTable;
import io.lblab.shop.stock.StockBook;
import io.lblab.shop.store.Database;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Moves orders on by hand: what a customer and the shop's people may do with one.
public final class OrderDesk {
    private final Database database;
    private final StockBook stock;
    private final OrderChannel channel;
    private final Clock clock;

    public OrderDesk(Database database, StockBook stock, OrderChannel channel, Clock clock) {
        this.database = database;
        this.stock = stock;
        this.channel = channel;
        this.clock = clock;
    }

    /// Cancels an order that is not paid yet.
    ///
    /// @return false when it is no longer pending
    public boolean cancelPending(long id, String reason) {
        return move(id, OrderState.PENDING, OrderState.CANCELLED, reason);
    }

    /// Cancels an order that is paid but not shipped: its pieces go back.
    ///
    /// @return false when it does not stand there
    public boolean cancelPaid(long id, String reason) {
        Optional<Order> order = database.read(c -> OrderTable.find(c, id));
        if (order.isEmpty()) {
            return false;
        }
        List<StockBook.Line> lines = Settlement.lines(order.get());
        long now = clock.millis();
        boolean moved =
                database.writer()
                        .write(c -> {
                            boolean ours =
                                    OrderTable.move(
                                            c,
                                            id,
                                            OrderState.PAID,
                                            OrderState.CANCELLED,
                                            reason,
                                            now);
                            if (ours) {
                                stock.unbook(c, id, lines, now);
                            }
                            return ours;
                        });
        if (moved) {
            stock.unbooked(id, lines);
            channel.publish(new OrderChannel.Update(id, OrderState.CANCELLED.text()));
        }
        return moved;
    }

    /// A paid order leaves the house.
    ///
    /// @return false when it is not paid, or has been shipped before
    public boolean ship(long id) {
        return move(id, OrderState.PAID, OrderState.SHIPPED, "");
    }

    /// A shipped order has arrived.
    ///
    /// @return false when it is not on its way
    public boolean deliver(long id) {
        return move(id, OrderState.SHIPPED, OrderState.DELIVERED, "");
    }

    private boolean move(long id, OrderState from, OrderState to, String reason) {
        long now = clock.millis();
        boolean moved = database.writer().write(c -> OrderTable.move(c, id, from, to, reason, now));
        if (moved) {
            channel.publish(new OrderChannel.Update(id, to.text()));
        }
        return moved;
    }
}
