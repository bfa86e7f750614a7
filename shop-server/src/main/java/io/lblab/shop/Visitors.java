package io.lblab.shop;

import io.lblab.shop.accounts.AttemptLimit;
import io.lblab.shop.cart.CartStore;
import io.lblab.shop.config.ShopConfig;
import io.lblab.shop.json.Json;
import io.lblab.shop.redis.RedisAttempts;
import io.lblab.shop.redis.RedisCarts;
import io.lblab.shop.redis.RedisLink;
import io.lblab.shop.redis.RedisSessions;
import io.lblab.shop.session.SessionStore;
import io.lblab.shop.standin.InProcessAttempts;
import io.lblab.shop.standin.InProcessCarts;
import io.lblab.shop.standin.InProcessSessions;
import java.time.Clock;
import java.util.Optional;

/// Where sessions live, and what goes with them: in Redis, or within this process when that is
/// wanted or there is no Redis.
record Visitors(SessionStore sessions, CartStore carts, AttemptLimit attempts) {

    static Visitors of(ShopConfig config, Optional<RedisLink> redis, Json json, Clock clock) {
        return redis.filter(_ -> config.customers().sharedSessions())
                .map(link ->
                        new Visitors(
                                new RedisSessions(link, json),
                                new RedisCarts(link),
                                new RedisAttempts(link)))
                .orElseGet(() ->
                        new Visitors(
                                new InProcessSessions(clock),
                                new InProcessCarts(clock),
                                new InProcessAttempts(clock)));
    }
}
