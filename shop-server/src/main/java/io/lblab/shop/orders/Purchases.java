package io.lblab.shop.orders;

import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.catalogue.Product;
import io.lblab.shop.json.Json;
import io.lblab.shop.store.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Places orders: order and outbox row in one transaction, then the broker. Without its word in
/// time both are cancelled in one transaction. The message may still arrive later; the payments
/// worker finds the order no longer pending and leaves it. And if the worker has been faster than
/// our patience, the cancellation finds the order ended, and the purchase was accepted after all.
public final class Purchases {
    static final int LARGEST_QUANTITY = 1_000_000;

    private final Catalogue catalogue;
    private final Writer writer;
    private final PurchaseQueue queue;
    private final Json json;
    private final Clock clock;
    private final Duration patience;

    /// Wires the service.
    ///
    /// @param patience how long the broker may take to confirm
    public Purchases(
            Catalogue catalogue,
            Writer writer,
            PurchaseQueue queue,
            Json json,
            Clock clock,
            Duration patience) {
        this.catalogue = catalogue;
        this.writer = writer;
        this.queue = queue;
        this.json = json;
        this.clock = clock;
        this.patience = patience;
    }

    /// Buys a quantity of a product. The look at the stock is advisory: what counts is the
    /// reservation when the order is paid.
    ///
    /// @throws io.lblab.shop.store.StoreException when the database refused; nothing was ordered
    public Purchase buy(long productId, int quantity) {
        if (quantity < 1 || quantity > LARGEST_QUANTITY) {
            return new Purchase.InvalidQuantity();
        }
        Optional<Product> product = catalogue.find(productId);
        if (product.isEmpty()) {
            return new Purchase.ProductNotFound();
        }
        int available = product.get().stock();
        if (available == 0) {
            return new Purchase.OutOfStock();
        }
        if (available < quantity) {
            return new Purchase.InsufficientStock(available);
        }
        return place(productId, quantity);
    }

    private Purchase place(long productId, int quantity) {
        long now = clock.millis();
        PurchaseMessage message =
                writer.write(c -> {
                    long id = OrderTable.insert(c, productId, quantity, now);
                    PurchaseMessage order = new PurchaseMessage(id, productId, quantity);
                    OutboxTable.insert(c, id, json.text(order), now);
                    return order;
                });
        long id = message.orderId();
        if (confirmed(id, json.text(message))) {
            // If this is lost, the relay sends the message again, and the worker knows it.
            var _ = writer.submit(c -> OutboxTable.sent(c, id));
            return new Purchase.Accepted(id);
        }
        boolean cancelled = writer.write(c -> cancel(c, id));
        return cancelled ? new Purchase.BrokerUnavailable(id) : new Purchase.Accepted(id);
    }

    private boolean cancel(Connection connection, long id) throws SQLException {
        boolean ended =
                OrderTable.end(
                        connection, id, OrderState.CANCELLED, "broker unavailable", clock.millis());
        if (ended) {
            OutboxTable.cancelled(connection, id);
        } else {
            OutboxTable.sent(connection, id);
        }
        return ended;
    }

    private boolean confirmed(long id, String payload) {
        try {
            queue.send(id, payload).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
