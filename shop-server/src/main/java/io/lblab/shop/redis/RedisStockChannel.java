package io.lblab.shop.redis;

import io.lblab.shop.json.Json;
import io.lblab.shop.stock.StockChannel;
import io.lblab.shop.stock.StockUpdate;
import java.util.function.Consumer;

/// Listens for stock changes; they are published by the scripts that make them.
public final class RedisStockChannel implements StockChannel {
    private final RedisChannel<StockUpdate> channel;

    public RedisStockChannel(RedisLink link, String channel, Json json) {
        this.channel = new RedisChannel<>(link, channel, StockUpdate.class, json);
    }

    @Override
    public void listen(Consumer<StockUpdate> listener) {
        channel.listen(listener);
    }

    @Override
    public void close() {
        channel.close();
    }
}
