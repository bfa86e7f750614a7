package io.lblab.shop;

import io.lblab.shop.config.ShopConfig;
import io.lblab.shop.health.HealthCheck;
import io.lblab.shop.json.Json;
import io.lblab.shop.log.InstanceLog;
import io.lblab.shop.orders.OrderChannel;
import io.lblab.shop.redis.RedisLink;
import io.lblab.shop.redis.RedisOrderChannel;
import io.lblab.shop.redis.RedisProductCache;
import io.lblab.shop.redis.RedisStockChannel;
import io.lblab.shop.standin.InProcessCache;
import io.lblab.shop.standin.InProcessOrderChannel;
import io.lblab.shop.stock.ProductCache;
import io.lblab.shop.stock.StockChannel;
import java.util.Optional;

/// What instances share besides the database: on Redis, or within this process when none is
/// configured.
record Sharing(
        ProductCache cache, StockChannel channel, OrderChannel orders, Optional<RedisLink> redis)
        implements AutoCloseable {

    static Sharing of(ShopConfig config, Json json, InstanceLog log) {
        if (config.redis().isEmpty()) {
            InProcessCache inProcess = new InProcessCache();
            return new Sharing(inProcess, inProcess, new InProcessOrderChannel(), Optional.empty());
        }
        RedisLink link = new RedisLink(config.redis().get(), log);
        return new Sharing(
                new RedisProductCache(link, config.stockChannel(), json),
                new RedisStockChannel(link, config.stockChannel(), json),
                new RedisOrderChannel(link, json),
                Optional.of(link));
    }

    HealthCheck health() {
        return redis.map(RedisLink::health).orElseGet(() -> HealthCheck.inProcess("redis"));
    }

    @Override
    public void close() {
        orders.close();
        channel.close();
        cache.close();
    }
}
