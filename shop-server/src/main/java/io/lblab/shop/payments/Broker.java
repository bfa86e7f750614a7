package io.lblab.shop.payments;

import io.lblab.shop.orders.PurchaseQueue;

/// The message broker between purchases and payments.
public interface Broker extends AutoCloseable {
    PurchaseQueue queue();

    DeadLetters deadLetters();

    /// Begins to feed the worker; called once, returns at once.
    void start(PaymentWorker worker);

    /// Stops feeding the worker, and sends no more.
    @Override
    void close();
}
