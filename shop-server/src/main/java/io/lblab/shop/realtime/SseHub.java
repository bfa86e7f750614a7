package io.lblab.shop.realtime;

import io.lblab.shop.json.Json;
import io.lblab.shop.stock.StockUpdate;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/// All clients of this instance's event stream.
public final class SseHub implements AutoCloseable {
    /// How long a client may take to take its farewell.
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    /// When the clients of an instance that stops come back elsewhere.
    private static final int SOONEST_MS = 250;

    private static final int LATEST_MS = 1_250;

    private final Set<SseSubscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final RecentEvents events = new RecentEvents();
    private final ReentrantLock publishing = new ReentrantLock();
    private final Json json;
    private final String instanceId;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("sse-keep-alive").factory());
    private volatile boolean closed;

    /// Makes a hub without clients.
    ///
    /// @param keepAlive after this much silence, a tenth of it more at most, each client is sent a
    ///   comment
    public SseHub(Json json, String instanceId, Duration keepAlive) {
        this.json = json;
        this.instanceId = instanceId;
        long silence = keepAlive.toNanos();
        var _ =
                timer.scheduleWithFixedDelay(
                        () -> subscribers.forEach(s -> s.keepAlive(silence)),
                        silence / 10,
                        silence / 10,
                        TimeUnit.NANOSECONDS);
    }

    /// Sends a change to every client. Never waits for one.
    public void publish(StockUpdate update) {
        if (subscribers.isEmpty()) {
            return;
        }
        byte[] event = SseSubscriber.bytes("event: stock\ndata: " + json.text(update) + "\n\n");
        publishing.lock();
        try {
            events.add(event);
        } finally {
            publishing.unlock();
        }
        subscribers.forEach(SseSubscriber::wake);
    }

    /// How many clients there are.
    public int size() {
        return subscribers.size();
    }

    /// Says farewell on every stream and ends it; the browsers connect again, to whoever answers
    /// then, and not all at the same moment.
    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        CompletableFuture<?>[] ends =
                subscribers.stream().map(SseSubscriber::ended).toArray(CompletableFuture[]::new);
        subscribers.forEach(SseSubscriber::close);
        try {
            CompletableFuture.allOf(ends).get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            subscribers.forEach(SseSubscriber::cutOff);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Begins to write to a client.
    ///
    /// @return completes when the stream has ended, exceptionally when the client is gone or reads
    ///   too slowly
    CompletableFuture<Void> join(OutputStream out) {
        SseSubscriber subscriber = new SseSubscriber(events, out, farewell());
        subscribers.add(subscriber);
        subscriber.wake();
        if (closed) {
            subscriber.close();
        }
        return subscriber.ended().whenComplete((done, failure) -> subscribers.remove(subscriber));
    }

    private String farewell() {
        int comeBack = ThreadLocalRandom.current().nextInt(SOONEST_MS, LATEST_MS);
        return "retry: %d\nevent: bye\ndata: {\"instance\":\"%s\"}\n\n"
                .formatted(comeBack, instanceId);
    }
}
