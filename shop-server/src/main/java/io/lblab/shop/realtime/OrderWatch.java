package io.lblab.shop.realtime;

import io.lblab.shop.orders.OrderChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes whoever waits for an order to move on. It only wakes: what an order's state is, the
/// database says, so that a message that was lost is made up for by looking now and then.
public final class OrderWatch implements AutoCloseable {
    private final Map<Long, Set<Watcher>> watchers = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /// Wakes those who wait for this order.
    public void moved(OrderChannel.Update update) {
        watchers.getOrDefault(update.orderId(), Set.of()).forEach(Watcher::wake);
    }

    /// Lets all go.
    @Override
    public void close() {
        closed = true;
        watchers.values().forEach(all -> all.forEach(Watcher::wake));
    }

    /// Begins to wait for an order; the caller closes it.
    Watcher watch(long order) {
        Watcher watcher = new Watcher(order);
        watchers.compute(
                order,
                (_, all) -> {
                    Set<Watcher> more = all == null ? ConcurrentHashMap.newKeySet() : all;
                    more.add(watcher);
                    return more;
                });
        return watcher;
    }

    int size() {
        return watchers.values().stream().mapToInt(Set::size).sum();
    }

    /// One who waits.
    final class Watcher implements AutoCloseable {
        private final long order;
        private final Semaphore news = new Semaphore(0);

        Watcher(long order) {
            this.order = order;
        }

        /// Waits for news, but not longer than this.
        ///
        /// @return false when the shop stops
        boolean await(Duration atMost) throws InterruptedException {
            if (!closed) {
                boolean _ = news.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits();
            }
            return !closed;
        }

        @Override
        public void close() {
            watchers.computeIfPresent(
                    order,
                    (_, all) -> {
                        all.remove(this);
                        return all.isEmpty() ? null : all;
                    });
        }

        private void wake() {
            news.release();
        }
    }
}
