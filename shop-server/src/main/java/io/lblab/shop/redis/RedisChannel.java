package io.lblab.shop.redis;

import io.lblab.shop.json.Json;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/// A Redis channel with JSON messages of one kind, heard on a connection of its own that is made
/// again when it breaks.
final class RedisChannel<T> implements AutoCloseable {
    private static final long RETRY_NANOS = 200_000_000;

    private final RedisLink link;
    private final String name;
    private final Class<T> kind;
    private final Json json;
    private volatile boolean closed;
    private volatile @Nullable Jedis connection;

    RedisChannel(RedisLink link, String name, Class<T> kind, Json json) {
        this.link = link;
        this.name = name;
        this.kind = kind;
        this.json = json;
    }

    /// Tells everybody who listens, if Redis can be reached.
    void publish(T message) {
        String text = json.text(message);
        var _ = link.ask(redis -> redis.publish(name, text));
    }

    void listen(Consumer<T> listener) {
        Thread.ofPlatform().daemon().name("redis-channel-" + name).start(() -> loop(listener));
    }

    @Override
    public void close() {
        closed = true;
        Jedis open = connection;
        if (open != null) {
            open.disconnect();
        }
    }

    private void loop(Consumer<T> listener) {
        while (!closed) {
            // No timeout for answers: the channel may be silent for hours.
            try (Jedis jedis = new Jedis(link.address(), link.settings(0))) {
                connection = jedis;
                if (!closed) {
                    jedis.subscribe(new Subscription(listener), name);
                }
            } catch (JedisException e) {
                if (!closed) {
                    link.isAway(e);
                    LockSupport.parkNanos(RETRY_NANOS);
                }
            }
        }
    }

    private final class Subscription extends JedisPubSub {
        private final Consumer<T> listener;

        Subscription(Consumer<T> listener) {
            this.listener = listener;
        }

        @Override
        public void onSubscribe(String channel, int count) {
            link.subscribed();
        }

        @Override
        public void onMessage(String channel, String message) {
            @Nullable T update;
            try {
                update = json.read(message, kind);
            } catch (IllegalArgumentException e) {
                return; // published by somebody else, and nothing we know
            }
            if (update != null) { // as `null` is read
                listener.accept(update);
            }
        }
    }
}
