package io.lblab.shop;

import io.lblab.shop.config.ShopConfig;
import io.lblab.shop.json.Json;
import io.lblab.shop.log.InstanceLog;
import io.lblab.shop.redis.RedisLink;
import io.lblab.shop.redis.RedisProductCache;
import io.lblab.shop.redis.RedisStockChannel;
import io.lblab.shop.standin.InProcessCache;
import io.lblab.shop.stock.ProductCache;
import io.lblab.shop.stock.StockChannel;

/// What instances share besides the database: on Redis, or within this process when none is
/// configured.
record Sharing(ProductCache cache, StockChannel channel) implements AutoCloseable {

    static Sharing of(ShopConfig config, Json json, InstanceLog log) {
        if (config.redis().isEmpty()) {
            InProcessCache inProcess = new InProcessCache();
            return new Sharing(inProcess, inProcess);
        }
        RedisLink link = new RedisLink(config.redis().get(), log);
        return new Sharing(
                new RedisProductCache(link, config.stockChannel(), json),
                new RedisStockChannel(link, config.stockChannel(), json));
    }

    @Override
    public void close() {
        channel.close();
        cache.close();
    }
}
