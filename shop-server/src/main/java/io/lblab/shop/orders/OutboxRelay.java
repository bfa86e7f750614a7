package io.lblab.shop.orders;

import io.lblab.shop.log.InstanceLog;
import io.lblab.shop.store.Database;
import io.lblab.shop.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends what an instance wrote to the outbox and died before sending. Rows are taken when they are
/// older than any purchase still waiting for its own answer. Two relays, or a relay and a purchase,
/// may send the same message: the worker acts on pending orders only.
public final class OutboxRelay implements AutoCloseable {
    private static final int AT_ONCE = 500;

    private final Database database;
    private final PurchaseQueue queue;
    private final Clock clock;
    private final InstanceLog log;
    private final Duration age;
    private final Duration patience;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("outbox-relay").factory());

    /// Wires the relay.
    ///
    /// @param age how old a row must be; longer than a purchase takes at most
    /// @param patience how long the broker may take to confirm one message
    public OutboxRelay(
            Database database,
            PurchaseQueue queue,
            Clock clock,
            InstanceLog log,
            Duration age,
            Duration patience) {
        this.database = database;
        this.queue = queue;
        this.clock = clock;
        this.log = log;
        this.age = age;
        this.patience = patience;
    }

    /// Looks now, and from then on at this interval.
    public void start(Duration interval) {
        var _ =
                timer.scheduleWithFixedDelay(
                        this::relay, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// One look at the outbox.
    ///
    /// @return how many messages the broker has now
    int relay() {
        int sent = 0;
        try {
            long before = clock.millis() - age.toMillis();
            List<OutboxTable.Row> rows =
                    database.read(c -> OutboxTable.pending(c, before, AT_ONCE));
            for (OutboxTable.Row row : rows) {
                queue.send(row.orderId(), row.payload())
                        .get(patience.toMillis(), TimeUnit.MILLISECONDS);
                database.writer().write(c -> OutboxTable.sent(c, row.orderId()));
                sent++;
                log.info("order %d sent from the outbox".formatted(row.orderId()));
            }
        } catch (ExecutionException | TimeoutException e) {
            return sent; // the broker is away; the rows stay
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreException e) {
            log.warn("the outbox was not looked after: " + e.getMessage());
        } catch (RuntimeException e) {
            log.error("the outbox was not looked after", e);
        }
        return sent;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
