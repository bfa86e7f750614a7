package io.lblab.shop.payments;

import io.lblab.shop.json.Json;
import io.lblab.shop.log.InstanceLog;
import io.lblab.shop.orders.Order;
import io.lblab.shop.orders.OrderChannel;
import io.lblab.shop.orders.OrderState;
import io.lblab.shop.orders.OrderTable;
import io.lblab.shop.payments.MessageCheck.Verdict;
import io.lblab.shop.stock.StockBook;
import io.lblab.shop.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Processes messages of the topic `purchases`, each on a virtual thread of its own, so that the
/// gateway's delay of one holds up no other. A message is done when its order is settled or it lies
/// with the dead letters, whatever has to be tried again on the way.
public final class PaymentWorker implements AutoCloseable {
    private static final Duration RETRY = Duration.ofMillis(500);

    private final StockBook stock;
    private final OrderChannel channel;
    private final Settlement settlement;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;
    private final InstanceLog log;
    private final Duration gatewayDelay;
    private final MessageCheck check;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Wires the worker.
    ///
    /// @param gatewayDelay how long the simulated payment takes
    public PaymentWorker(
            Database database,
            StockBook stock,
            OrderChannel channel,
            DeadLetters deadLetters,
            MeterRegistry meters,
            Json json,
            InstanceLog log,
            Clock clock,
            Duration gatewayDelay) {
        this.stock = stock;
        this.channel = channel;
        this.settlement = new Settlement(database, stock, clock);
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.log = log;
        this.gatewayDelay = gatewayDelay;
        this.check = new MessageCheck(json, id -> database.read(c -> OrderTable.find(c, id)));
    }

    /// Begins to process a message and returns at once.
    ///
    /// @param done called when the message needs nothing more; never called when the worker is
    ///   closed before
    public void accept(String value, Runnable done) {
        try {
            threads.execute(() -> process(value, done));
        } catch (RejectedExecutionException e) {
            log.info("a message was left for another instance");
        }
    }

    /// Stops; what is under way stays pending, for another instance or the next start.
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void process(String value, Runnable done) {
        try {
            switch (untilItWorks(() -> check.check(value))) {
                case Verdict.Pay(Order order) -> {
                    Thread.sleep(gatewayDelay);
                    settle(order);
                }
                case Verdict.Settled(Order order) -> settledBefore(order);
                case Verdict.Reject(DeadLetter letter) -> reject(letter);
            }
            done.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle(Order order) throws InterruptedException {
        switch (untilItWorks(() -> settlement.settle(order))) {
            case PAID -> ended(order, OrderState.PAID, "paid", describe(order));
            case SOLD_OUT ->
                    ended(
                            order,
                            OrderState.FAILED,
                            "failed",
                            "not enough left of " + describe(order));
            case DECLINED -> ended(order, OrderState.FAILED, "declined", "card declined");
            case TOO_LATE -> count("settled_before");
        }
    }

    private void ended(Order order, OrderState state, String result, String words) {
        count(result);
        channel.publish(new OrderChannel.Update(order.id(), state.text()));
        log.info("order %d %s: %s".formatted(order.id(), state.text(), words));
    }

    private static String describe(Order order) {
        return order.lines().stream()
                .map(line -> "%d x product %d".formatted(line.quantity(), line.productId()))
                .collect(Collectors.joining(", "));
    }

    /// A message that came twice, or after its cancellation: whoever was interrupted between hold
    /// and booking has left pieces aside.
    private void settledBefore(Order order) throws InterruptedException {
        count("settled_before");
        if (!order.state().sold()) {
            untilItWorks(() -> {
                stock.release(order.id(), Settlement.lines(order));
                return true;
            });
        }
    }

    private void reject(DeadLetter letter) throws InterruptedException {
        while (true) {
            try {
                deadLetters.keep(letter).get();
                break;
            } catch (ExecutionException e) {
                log.warn("a dead letter is sent again: " + e.getMessage());
                Thread.sleep(RETRY);
            }
        }
        meters.counter("purchase.dead.letters", "reason", letter.reason().text()).increment();
        log.warn("dead letter, %s: %s".formatted(letter.reason().text(), letter.explanation()));
    }

    private <T> T untilItWorks(Supplier<T> step) throws InterruptedException {
        while (true) {
            try {
                return step.get();
            } catch (RuntimeException e) {
                // Whatever it is: giving up would hold back every later message of the partition.
                log.warn("a payment is tried again: " + e);
                Thread.sleep(RETRY);
            }
        }
    }

    private void count(String result) {
        meters.counter("purchase.settlements", "result", result).increment();
    }
}
