package io.lblab.traffic;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import okhttp3.ConnectionPool;
import okhttp3.internal.concurrent.TaskRunner;
import okhttp3.internal.connection.ConnectionListener;
import okhttp3.internal.connection.RealConnectionPool;

/// A connection pool that closes surplus connections when its owner asks, not on a thread of its
/// own.
///
/// OkHttp's pool wakes its closer after every call that leaves a connection idle: two fifths of the
/// processor time of a small request. Here nobody wakes: [#closeSurplus] is what the closer would
/// do. The parts of OkHttp that this takes are internal to it; see
/// docs/decisions/okhttp-idle-closer.md.
final class TendedPool {

    private static final Logger NO_LOG = Logger.getLogger(TendedPool.class.getName());

    private final ConnectionPool pool;
    private final RealConnectionPool connections;

    /// @param mostIdle connections that may wait for a next call, beyond which [#closeSurplus]
    ///   closes
    TendedPool(int mostIdle) {
        pool =
                new ConnectionPool(
                        mostIdle,
                        1,
                        TimeUnit.HOURS,
                        new TaskRunner(new Nobody(), NO_LOG),
                        ConnectionListener.Companion.getNONE());
        connections = RealConnectionPool.Companion.get(pool);
    }

    /// What a client takes.
    ConnectionPool pool() {
        return pool;
    }

    /// Closes the idle connections beyond the limit, those first that have been idle the longest.
    void closeSurplus() {
        while (connections.closeConnections(System.nanoTime()) == 0) {
            // It closes one at a time and says 0 when there may be another.
        }
    }

    /// Closes all that is idle.
    void closeIdle() {
        pool.evictAll();
    }

    /// Takes tasks and runs none.
    private static final class Nobody implements TaskRunner.Backend {

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void execute(TaskRunner runner, Runnable tasks) {}

        @Override
        public void coordinatorNotify(TaskRunner runner) {}

        @Override
        public void coordinatorWait(TaskRunner runner, long nanos) {}

        @Override
        public <T> BlockingQueue<T> decorate(BlockingQueue<T> queue) {
            return queue;
        }
    }
}
