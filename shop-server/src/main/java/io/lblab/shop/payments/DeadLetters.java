package io.lblab.shop.payments;

import java.util.concurrent.CompletableFuture;

/// Where unprocessable messages are kept for somebody to look at.
@FunctionalInterface
public interface DeadLetters {
    /// Keeps one; the future completes when it is safe. Never blocks.
    CompletableFuture<?> keep(DeadLetter letter);
}
