package io.lblab.shop.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/// The one writing connection of this process. Work waits in a queue; whatever has gathered while
/// the last commit ran shares the next one (group commit), each piece in a savepoint of its own, so
/// that one that fails takes no other with it. Transactions begin IMMEDIATE: a deferred one that
/// finds the file changed by another instance fails at once, whatever the busy timeout.
final class SqliteWriter implements Writer {
    private static final int GROUP = 256;
    private static final int ATTEMPTS = 5;

    private final Connection connection;
    private final BlockingQueue<Task<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closing;

    SqliteWriter(Connection connection) {
        this.connection = connection;
        this.thread = Thread.ofPlatform().name("shop-writer").daemon().start(this::loop);
    }

    @Override
    public <T> CompletableFuture<T> submit(Work<T> work) {
        Task<T> task = new Task<>(work);
        queue.add(task);
        if (closing && queue.remove(task)) {
            task.fail(new SQLException("the writer is closed"));
        }
        return task.future;
    }

    /// Commits what is queued, then closes the connection.
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new StoreException("closing the database failed", e);
        }
    }

    private void loop() {
        List<Task<?>> group = new ArrayList<>(GROUP);
        while (!closing || !queue.isEmpty()) {
            try {
                Task<?> first = queue.poll(50, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                group.add(first);
                queue.drainTo(group, GROUP - 1);
                commit(group);
            } catch (InterruptedException e) {
                closing = true;
            } finally {
                group.clear();
            }
        }
    }

    private void commit(List<Task<?>> group) {
        for (int attempt = 1; ; attempt++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                try {
                    for (Task<?> task : group) {
                        task.run(connection, statement);
                    }
                    statement.execute("COMMIT");
                } catch (SQLException e) {
                    rollBack(statement, e);
                    throw e;
                }
                group.forEach(Task::finish);
                return;
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !isBusy(e)) {
                    group.forEach(task -> task.fail(e));
                    return;
                }
            }
        }
    }

    private static void rollBack(Statement statement, SQLException cause) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e); // SQLite has rolled back by itself
        }
    }

    private static boolean isBusy(SQLException e) {
        int primary = e.getErrorCode() & 0xff;
        return primary == SQLiteErrorCode.SQLITE_BUSY.code
                || primary == SQLiteErrorCode.SQLITE_LOCKED.code;
    }

    private static final class Task<T> {
        private final Work<T> work;
        private final CompletableFuture<T> future = new CompletableFuture<>();
        private @Nullable T result;
        private @Nullable Exception failure;

        Task(Work<T> work) {
            this.work = work;
        }

        void run(Connection connection, Statement statement) throws SQLException {
            result = null;
            failure = null;
            statement.execute("SAVEPOINT piece");
            try {
                result = work.run(connection);
            } catch (SQLException e) {
                if (isBusy(e)) {
                    throw e;
                }
                failure = e;
            } catch (RuntimeException e) {
                failure = e;
            }
            if (failure != null) {
                statement.execute("ROLLBACK TO piece");
            }
            statement.execute("RELEASE piece");
        }

        @SuppressWarnings("NullAway") // a piece of work may return null, and then its future does
        void finish() {
            if (failure == null) {
                future.complete(result);
            } else {
                fail(failure);
            }
        }

        void fail(Exception cause) {
            future.completeExceptionally(
                    new StoreException("a write failed: " + cause.getMessage(), cause));
        }
    }
}
