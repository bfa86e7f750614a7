package io.lblab.shop.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// Transactions side by side, each on a pooled connection. What the server took back (a deadlock, a
/// serialization failure) or what broke before its commit was sent is tried again; a commit whose
/// answer never came is not, because nobody knows whether it happened.
final class PostgresWriter implements Writer {
    private static final int ATTEMPTS = 5;
    private static final Set<String> TAKEN_BACK = Set.of("40001", "40P01");

    private final Connections connections;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("shop-writer-", 0).factory());

    PostgresWriter(Connections connections) {
        this.connections = connections;
    }

    @Override
    public <T> CompletableFuture<T> submit(Work<T> work) {
        try {
            return CompletableFuture.supplyAsync(() -> run(work), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    new StoreException("a write failed: the writer is closed", e));
        }
    }

    @Override
    public void close() {
        threads.close();
    }

    private <T> T run(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            Attempt<T> once = new Attempt<>(work);
            try {
                return connections.with(once);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !once.mayBeRunAgain(e)) {
                    throw new StoreException(once.describe(e) + e.getMessage(), e);
                }
            } catch (RuntimeException e) {
                throw new StoreException("a write failed: " + e.getMessage(), e);
            }
        }
    }

    /// One transaction, and how far it got.
    private static final class Attempt<T> implements Work<T> {
        private final Work<T> work;
        private boolean committing;

        Attempt(Work<T> work) {
            this.work = work;
        }

        @Override
        public T run(Connection connection) throws SQLException {
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                committing = true;
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }

        boolean mayBeRunAgain(SQLException e) {
            return isTakenBack(e) || (!committing && isConnection(e));
        }

        String describe(SQLException e) {
            return committing && !isTakenBack(e)
                    ? "a write may have failed while it was committed: "
                    : "a write failed: ";
        }
    }

    private static boolean isTakenBack(SQLException e) {
        String state = e.getSQLState();
        return state != null && TAKEN_BACK.contains(state);
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e); // the connection is gone, and the transaction with it
        }
    }

    /// Class 08 is a connection exception, class 57 the server shutting down or ending a session.
    private static boolean isConnection(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }
}
