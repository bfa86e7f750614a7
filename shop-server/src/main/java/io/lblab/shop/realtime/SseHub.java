package io.lblab.shop.realtime;

import io.lblab.shop.json.Json;
import io.lblab.shop.stock.StockUpdate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// All clients of this instance's event stream.
public final class SseHub implements AutoCloseable {
    /// How long a client may take to take its farewell.
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    /// When the clients of an instance that stops come back elsewhere.
    private static final int SOONEST_MS = 250;

    private static final int LATEST_MS = 1_250;

    private final Set<SseSubscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final Json json;
    private final String instanceId;
    private final Duration keepAlive;
    private volatile boolean closed;

    /// Makes a hub without clients.
    ///
    /// @param keepAlive after this much silence each client is sent a comment
    public SseHub(Json json, String instanceId, Duration keepAlive) {
        this.json = json;
        this.instanceId = instanceId;
        this.keepAlive = keepAlive;
    }

    /// Sends a change to every client.
    public void publish(StockUpdate update) {
        if (!subscribers.isEmpty()) {
            String event = "event: stock\ndata: " + json.text(update) + "\n\n";
            subscribers.forEach(subscriber -> subscriber.offer(event));
        }
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
        List<SseSubscriber> leaving = List.copyOf(subscribers);
        leaving.forEach(SseSubscriber::close);
        long end = System.nanoTime() + FAREWELL.toNanos();
        try {
            for (SseSubscriber subscriber : leaving) {
                if (!subscriber.awaitDone(end - System.nanoTime())) {
                    subscriber.cutOff();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    SseSubscriber join() {
        SseSubscriber subscriber = new SseSubscriber(keepAlive, farewell());
        subscribers.add(subscriber);
        if (closed) {
            subscriber.close();
        }
        return subscriber;
    }

    private String farewell() {
        int comeBack = ThreadLocalRandom.current().nextInt(SOONEST_MS, LATEST_MS);
        return "retry: %d\nevent: bye\ndata: {\"instance\":\"%s\"}\n\n"
                .formatted(comeBack, instanceId);
    }

    void leave(SseSubscriber subscriber) {
        subscribers.remove(subscriber);
    }
}
