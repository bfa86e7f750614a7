package io.lblab.shop.orders;

import java.util.concurrent.CompletableFuture;

/// Carries orders to the payments worker of some instance, at least once.
public interface PurchaseQueue {
    /// Sends a message. The future completes when the broker has it, and exceptionally when it may
    /// not; it may do neither for a long time. Never blocks.
    ///
    /// @param payload a [PurchaseMessage] as JSON
    CompletableFuture<?> send(long orderId, String payload);
}
