package io.lblab.shop.standin;

import io.lblab.shop.json.Json;
import io.lblab.shop.orders.Order;
import io.lblab.shop.orders.OrderTable;
import io.lblab.shop.orders.PurchaseMessage;
import io.lblab.shop.orders.PurchaseQueue;
import io.lblab.shop.payments.Broker;
import io.lblab.shop.payments.DeadLetters;
import io.lblab.shop.payments.PaymentWorker;
import io.lblab.shop.store.Database;
import java.util.concurrent.CompletableFuture;

/// Hands orders straight to the payments worker of this process, in the place of Kafka. What Kafka
/// would keep over a restart is read from the orders themselves: those still pending are handed
/// over again. Dead letters are only logged.
public final class InProcessBroker implements Broker {

    private final Database database;
    private final Json json;
    private final CompletableFuture<PaymentWorker> started = new CompletableFuture<>();

    public InProcessBroker(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public PurchaseQueue queue() {
        return (orderId, payload) ->
                started.thenAccept(worker -> worker.accept(payload, InProcessBroker::forget));
    }

    @Override
    public DeadLetters deadLetters() {
        return letter -> CompletableFuture.completedFuture(letter);
    }

    @Override
    public void start(PaymentWorker worker) {
        for (Order order : database.read(OrderTable::pending)) {
            PurchaseMessage message = PurchaseMessage.of(order.id(), order.lines());
            worker.accept(json.text(message), InProcessBroker::forget);
        }
        started.complete(worker);
    }

    @Override
    public void close() {
        // The worker is closed by its owner, and with it all that this stand-in does.
    }

    private static void forget() {
        // A message that is done leaves nothing behind here: there is no offset to commit.
    }
}
