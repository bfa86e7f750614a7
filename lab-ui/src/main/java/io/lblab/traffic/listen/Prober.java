package io.lblab.traffic.listen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lblab.traffic.listen.LastProduct.Stock;
import io.lblab.traffic.listen.ListenersSnapshot.Probes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Publishes one change of stock at a time, and finds out who has heard of it, and when.
///
/// It takes the last product of the shop, which no preset buys, and raises its stock by one with
/// each probe: what others buy lowers it, so only the probe makes the stock that it asks for. The
/// last probe takes back what the others have added.
final class Prober implements Runnable {

    static final Probes NOTHING =
            new Probes(0, 0, 0, 0, Map.of(), Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    private static final long LOOK_MILLIS = 2;
    private static final long ALL_OPEN_MILLIS = 10_000;
    private static final double MICROS_PER_MILLI = 1_000;
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProbePlan plan;
    private final List<Listener> listeners;
    private final CountDownLatch closing;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
    private final LongAdder receipts = new LongAdder();
    private final Tallies failures = new Tallies();
    private final LastProduct product;
    private volatile @Nullable Publication current;
    private volatile int published;
    private volatile long missed;
    private volatile long away;

    /// @param closing at zero when nobody listens any more
    Prober(ProbePlan plan, List<Listener> listeners, CountDownLatch closing) {
        this.plan = plan;
        this.listeners = listeners;
        this.closing = closing;
        product = new LastProduct(plan, failures);
    }

    @Override
    public void run() {
        try {
            awaitAllOpen();
            Optional<Stock> first = Optional.empty();
            while (first.isEmpty() && !isEndingWithin(0)) {
                product.next();
                first = product.find();
                if (first.isEmpty() && isEndingWithin(plan.every().toMillis())) {
                    return;
                }
            }
            if (first.isPresent()) {
                probe(first.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private void probe(Stock first) throws InterruptedException {
        int number = 0;
        int pieces = first.pieces();
        int last = pieces;
        try {
            do {
                long began = System.nanoTime();
                number++;
                pieces++;
                product.next();
                if (publish(new Publication(number, first.product(), pieces, began))) {
                    last = pieces;
                }
                long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
                if (isEndingWithin(Math.max(0, plan.every().toMillis() - took))) {
                    return;
                }
            } while (true);
        } finally {
            giveBack(first, last, number);
            current = null;
        }
    }

    /// Publishes, and waits until everybody has heard of it or will not any more.
    ///
    /// @return whether the shop took it, as far as it said so or a listener heard
    @SuppressWarnings("NonAtomicVolatileUpdate") // this thread alone writes them
    private boolean publish(Publication probe) throws InterruptedException {
        int[] streams = listeners.stream().mapToInt(Listener::stream).toArray();
        current = probe;
        boolean taken = product.put(new Stock(probe.product(), probe.stock()));
        long end = System.nanoTime() + (taken ? plan.patience().toNanos() : 0);
        while (isAwaited(probe, streams) && System.nanoTime() - end < 0) {
            if (closing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return taken;
            }
        }
        if (!taken && listeners.stream().noneMatch(one -> one.hasHeardOf(probe.number()))) {
            return false; // it never was
        }
        published++;
        for (int i = 0; i < streams.length; i++) {
            Listener listener = listeners.get(i);
            if (listener.hasHeardOf(probe.number())) {
                continue;
            }
            if (streams[i] != 0 && listener.stream() == streams[i]) {
                listener.missedOne();
                missed++;
            } else {
                away++;
            }
        }
        return true;
    }

    /// Whether a listener whose stream was open, and still is, has not heard of it.
    private boolean isAwaited(Publication probe, int[] streams) {
        for (int i = 0; i < streams.length; i++) {
            Listener listener = listeners.get(i);
            if (streams[i] != 0
                    && !listener.hasHeardOf(probe.number())
                    && listener.stream() == streams[i]) {
                return true;
            }
        }
        return false;
    }

    /// Called by whoever has read an event.
    ///
    /// @return the number of the probe that it is about; 0 for none
    int heard(ServerEvent event, long readAt) {
        Publication probe = current;
        if (probe == null || !event.type().equals("stock")) {
            return 0;
        }
        try {
            JsonNode data = JSON.readTree(event.data());
            if (data.path("product_id").asLong(-1) != probe.product()
                    || data.path("stock").asInt(-1) != probe.stock()) {
                return 0;
            }
        } catch (JsonProcessingException _) {
            return 0;
        }
        micros.recordValue(
                Math.clamp(
                        TimeUnit.NANOSECONDS.toMicros(readAt - probe.sentAt()), 0, LONGEST_MICROS));
        receipts.increment();
        return probe.number();
    }

    Probes found() {
        Histogram copy = micros.copy();
        return new Probes(
                published,
                receipts.sum(),
                missed,
                away,
                failures.counts(),
                at(copy, 50),
                at(copy, 90),
                at(copy, 99),
                at(copy, 100));
    }

    private static double at(Histogram micros, double percentile) {
        return micros.getTotalCount() == 0
                ? Double.NaN
                : micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    /// Ends after the probe that is under way.
    void end() {
        ending.countDown();
        try {
            ended.await(
                    plan.patience().plus(LastProduct.PATIENCE.multipliedBy(3)).toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isEndingWithin(long millis) throws InterruptedException {
        return ending.await(millis, TimeUnit.MILLISECONDS);
    }

    /// A while, so that the first probe reaches all; one that can't be had must not stop the rest.
    private void awaitAllOpen() throws InterruptedException {
        for (long waited = 0; waited < ALL_OPEN_MILLIS; waited += LOOK_MILLIS) {
            if (listeners.stream().allMatch(one -> one.stream() != 0)
                    || isEndingWithin(LOOK_MILLIS)) {
                return;
            }
        }
    }

    /// A last probe that takes back what the others added; what was bought meanwhile stays bought.
    /// When no instance takes it, the product is left with more stock than it had.
    private void giveBack(Stock first, int last, int number) throws InterruptedException {
        for (int attempt = 1; attempt <= plan.publishers().size(); attempt++) {
            product.next();
            OptionalInt now = product.pieces(first.product());
            if (now.isPresent()) {
                int back = Math.max(0, first.pieces() - (last - now.getAsInt()));
                if (publish(
                        new Publication(
                                number + attempt, first.product(), back, System.nanoTime()))) {
                    return;
                }
            }
        }
    }
}
