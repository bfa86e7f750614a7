package io.lblab.shop.orders;

import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.catalogue.Product;
import io.lblab.shop.json.Json;
import io.lblab.shop.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Places orders: order and outbox row in one transaction, then the broker. Without its word in
/// time both are cancelled in one transaction. The message may still arrive later; the payments
/// worker finds the order no longer pending and leaves it. And if the worker, the relay or a retry
/// has been faster than our patience, the cancellation finds that, and the purchase was accepted
/// after all.
public final class Purchases {
    static final int LARGEST_QUANTITY = 1_000_000;
    static final String BROKER_UNAVAILABLE = "broker unavailable";

    private final Catalogue catalogue;
    private final Database database;
    private final PurchaseQueue queue;
    private final Json json;
    private final Clock clock;
    private final Duration patience;

    /// What the first transaction found or made.
    private sealed interface Placed {
        record New(long id, String message, boolean shared) implements Placed {}

        record Known(long id) implements Placed {}

        record OtherRequest() implements Placed {}
    }

    /// Wires the service.
    ///
    /// @param patience how long the broker may take to confirm
    public Purchases(
            Catalogue catalogue,
            Database database,
            PurchaseQueue queue,
            Json json,
            Clock clock,
            Duration patience) {
        this.catalogue = catalogue;
        this.database = database;
        this.queue = queue;
        this.json = json;
        this.clock = clock;
        this.patience = patience;
    }

    /// Buys. The look at the stock is advisory: what counts is the reservation when the order is
    /// paid. A key that has made an order before is answered with that order.
    ///
    /// @throws io.lblab.shop.store.StoreException when the database refused; without a key nobody
    ///   knows then whether something was ordered, with one the same request may be sent again
    public Purchase place(OrderRequest request) {
        Optional<Placed> before = request.key().flatMap(key -> database.read(c -> known(c, key)));
        if (before.isPresent()) {
            return answer(before.get());
        }
        List<OrderLine> lines = new ArrayList<>();
        for (OrderRequest.Item item : request.items()) {
            Optional<Product> product = catalogue.find(item.productId());
            Purchase refusal = refusal(item, product);
            if (refusal != null) {
                return refusal;
            }
            product.ifPresent(
                    p -> lines.add(new OrderLine(p.id(), item.quantity(), p.priceCents())));
        }
        long now = clock.millis();
        return answer(database.writer().write(c -> insert(c, request, List.copyOf(lines), now)));
    }

    /// The order that a key has made, if it has made one.
    ///
    /// @param scope and `key` as in [IdempotencyKey#of]
    public OptionalLong madeBy(String scope, String key) {
        return IdempotencyKey.of(scope, key, "")
                .flatMap(name -> database.read(c -> IdempotencyTable.find(c, name.name())))
                .map(row -> OptionalLong.of(row.orderId()))
                .orElseGet(OptionalLong::empty);
    }

    private static @Nullable Purchase refusal(OrderRequest.Item item, Optional<Product> product) {
        int quantity = item.quantity();
        if (quantity < 1 || quantity > LARGEST_QUANTITY) {
            return new Purchase.InvalidQuantity();
        }
        if (product.isEmpty()) {
            return new Purchase.ProductNotFound(item.productId());
        }
        int available = product.get().stock();
        if (available == 0) {
            return new Purchase.OutOfStock(item.productId());
        }
        return available < quantity
                ? new Purchase.InsufficientStock(item.productId(), available)
                : null;
    }

    private Placed insert(
            Connection connection, OrderRequest request, List<OrderLine> lines, long now)
            throws SQLException {
        Optional<IdempotencyKey> key = request.key();
        if (key.isPresent() && !IdempotencyTable.claim(connection, key.get())) {
            return known(connection, key.get()).orElseThrow();
        }
        long id = OrderTable.insert(connection, request, lines, now);
        if (key.isPresent()) {
            IdempotencyTable.bind(connection, key.get(), id);
        }
        String message = json.text(PurchaseMessage.of(id, lines));
        OutboxTable.insert(connection, id, message, now);
        return new Placed.New(id, message, key.isPresent());
    }

    private static Optional<Placed> known(Connection connection, IdempotencyKey key)
            throws SQLException {
        return IdempotencyTable.find(connection, key.name())
                .map(row ->
                        row.fingerprint().equals(key.fingerprint())
                                ? new Placed.Known(row.orderId())
                                : new Placed.OtherRequest());
    }

    private Purchase answer(Placed placed) {
        return switch (placed) {
            case Placed.New(long id, String message, boolean shared) -> send(id, message, shared);
            case Placed.Known(long id) -> again(id);
            case Placed.OtherRequest() -> new Purchase.KeyReused();
        };
    }

    /// The answer to a request that made this order before.
    private Purchase again(long id) {
        Optional<String> unsent = database.read(c -> OutboxTable.unsent(c, id));
        if (unsent.isPresent()) {
            return send(id, unsent.get(), true);
        }
        return database.read(c -> OrderTable.find(c, id))
                .filter(order -> order.reason().equals(BROKER_UNAVAILABLE))
                .<Purchase>map(_ -> new Purchase.BrokerUnavailable(id))
                .orElseGet(() -> new Purchase.Accepted(id));
    }

    /// Hands the order to the broker.
    ///
    /// @param shared whether somebody else may be waiting to cancel the order
    private Purchase send(long id, String message, boolean shared) {
        if (confirmed(id, message)) {
            if (!shared) {
                // If this is lost, the relay sends the message again, and the worker knows it.
                var _ = database.writer().submit(c -> OutboxTable.sent(c, id));
                return new Purchase.Accepted(id);
            }
            boolean ours = database.writer().write(c -> OutboxTable.sent(c, id));
            return ours ? new Purchase.Accepted(id) : again(id);
        }
        boolean cancelled = database.writer().write(c -> cancel(c, id));
        return cancelled ? new Purchase.BrokerUnavailable(id) : again(id);
    }

    /// Cancels an order that the broker was not heard to have.
    ///
    /// @return false when the order has got to the broker, or ended, in another way
    private boolean cancel(Connection connection, long id) throws SQLException {
        if (!OutboxTable.cancelled(connection, id)) {
            return false;
        }
        boolean moved =
                OrderTable.move(
                        connection,
                        id,
                        OrderState.PENDING,
                        OrderState.CANCELLED,
                        BROKER_UNAVAILABLE,
                        clock.millis());
        if (!moved) {
            OutboxTable.sentAfterAll(connection, id);
        }
        return moved;
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
