package io.lblab.shop.realtime;

import io.lblab.shop.json.Json;
import io.lblab.shop.stock.StockUpdate;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// All clients of this instance's event stream.
public final class SseHub implements AutoCloseable {
    private final Set<SseSubscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final Json json;
    private final Duration keepAlive;
    private volatile boolean closed;

    /// Makes a hub without clients.
    ///
    /// @param keepAlive after this much silence each client is sent a comment
    public SseHub(Json json, Duration keepAlive) {
        this.json = json;
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

    /// Ends every stream; the browsers connect again, to whoever answers then.
    @Override
    public void close() {
        closed = true;
        subscribers.forEach(SseSubscriber::close);
    }

    SseSubscriber join() {
        SseSubscriber subscriber = new SseSubscriber(keepAlive);
        subscribers.add(subscriber);
        if (closed) {
            subscriber.close();
        }
        return subscriber;
    }

    void leave(SseSubscriber subscriber) {
        subscribers.remove(subscriber);
    }
}
