package io.lblab.shop.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Runs work that writes, each piece in a transaction of its own or as good as.
public interface Writer extends AutoCloseable {
    /// Begins the work and returns at once; the future completes after the commit, exceptionally
    /// with a [StoreException].
    <T> CompletableFuture<T> submit(Work<T> work);

    /// Runs the work and waits for the commit.
    ///
    /// @throws StoreException when it failed; then nothing of it is in the database, unless the
    ///   connection broke while the commit was under way, which the message says
    default <T> T write(Work<T> work) {
        try {
            return submit(work).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException known) {
                throw new StoreException(String.valueOf(known.getMessage()), known);
            }
            throw e;
        }
    }

    /// Finishes what was begun.
    @Override
    void close();
}
