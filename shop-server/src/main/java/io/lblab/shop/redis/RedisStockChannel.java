package io.lblab.shop.redis;

import io.lblab.shop.json.Json;
import io.lblab.shop.stock.StockChannel;
import io.lblab.shop.stock.StockUpdate;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/// Listens on the Redis channel, on a connection of its own that is made again when it breaks.
public final class RedisStockChannel implements StockChannel {
    private static final long RETRY_NANOS = 200_000_000;

    private final RedisLink link;
    private final String channel;
    private final Json json;
    private volatile boolean closed;
    private volatile @Nullable Jedis connection;

    public RedisStockChannel(RedisLink link, String channel, Json json) {
        this.link = link;
        this.channel = channel;
        this.json = json;
    }

    @Override
    public void listen(Consumer<StockUpdate> listener) {
        Thread.ofPlatform().daemon().name("redis-channel").start(() -> loop(listener));
    }

    @Override
    public void close() {
        closed = true;
        Jedis open = connection;
        if (open != null) {
            open.disconnect();
        }
    }

    private void loop(Consumer<StockUpdate> listener) {
        while (!closed) {
            // No timeout for answers: the channel may be silent for hours.
            try (Jedis jedis = new Jedis(link.address(), link.settings(0))) {
                connection = jedis;
                if (!closed) {
                    jedis.subscribe(new Subscription(listener), channel);
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
        private final Consumer<StockUpdate> listener;

        Subscription(Consumer<StockUpdate> listener) {
            this.listener = listener;
        }

        @Override
        public void onSubscribe(String name, int count) {
            link.subscribed();
        }

        @Override
        public void onMessage(String name, String message) {
            @Nullable StockUpdate update;
            try {
                update = json.read(message, StockUpdate.class);
            } catch (IllegalArgumentException e) {
                return; // published by somebody else, and nothing we know
            }
            if (update != null) { // as `null` is read
                listener.accept(update);
            }
        }
    }
}
