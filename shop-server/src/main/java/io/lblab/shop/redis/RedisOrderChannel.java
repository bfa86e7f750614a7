package io.lblab.shop.redis;

import io.lblab.shop.json.Json;
import io.lblab.shop.orders.OrderChannel;
import java.util.function.Consumer;

/// News of orders on the Redis channel `order-updates`.
public final class RedisOrderChannel implements OrderChannel {
    private static final String NAME = "order-updates";

    private final RedisChannel<Update> channel;

    public RedisOrderChannel(RedisLink link, Json json) {
        this.channel = new RedisChannel<>(link, NAME, Update.class, json);
    }

    @Override
    public void publish(Update update) {
        channel.publish(update);
    }

    @Override
    public void listen(Consumer<Update> listener) {
        channel.listen(listener);
    }

    @Override
    public void close() {
        channel.close();
    }
}
