package io.lblab.shop.redis;

import io.lblab.shop.config.ShopConfig;
import io.lblab.shop.health.HealthCheck;
import io.lblab.shop.log.InstanceLog;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/// Pooled connections to one Redis. While it cannot be reached, one command in [#PAUSE] tries; the
/// others are spared the wait.
public final class RedisLink implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int CONNECT_TIMEOUT_MS = 500;
    private static final int ANSWER_TIMEOUT_MS = 1_000;
    private static final int POOL = 16;

    private final ShopConfig.Redis where;
    private final InstanceLog log;
    private final RedisClient client;
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicLong retryAt = new AtomicLong();
    private final AtomicInteger generation = new AtomicInteger();

    public RedisLink(ShopConfig.Redis where, InstanceLog log) {
        this.where = where;
        this.log = log;
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(POOL);
        pool.setMaxIdle(POOL);
        pool.setMaxWait(Duration.ofMillis(ANSWER_TIMEOUT_MS));
        pool.setJmxEnabled(false);
        this.client =
                RedisClient.builder()
                        .hostAndPort(address())
                        .clientConfig(settings(ANSWER_TIMEOUT_MS))
                        .poolConfig(pool)
                        .build();
    }

    /// Runs commands; empty when Redis cannot be reached.
    <T> Optional<T> ask(Function<RedisClient, T> commands) {
        long now = System.nanoTime();
        if (away.get() && now - retryAt.get() < 0) {
            return Optional.empty();
        }
        try {
            T answer = commands.apply(client);
            isBack();
            return Optional.of(answer);
        } catch (JedisException e) {
            isAway(e);
            return Optional.empty();
        }
    }

    /// Asks Redis itself, whatever was found before.
    public HealthCheck health() {
        return new HealthCheck(
                "redis",
                () -> {
                    client.ping();
                    return HealthCheck.OK;
                });
    }

    /// Notes that a subscription began: Redis may have been restarted, empty, since the last.
    void subscribed() {
        generation.incrementAndGet();
        isBack();
    }

    /// How many subscriptions have begun.
    int generation() {
        return generation.get();
    }

    void isAway(JedisException cause) {
        retryAt.set(System.nanoTime() + PAUSE.toNanos());
        if (away.compareAndSet(false, true)) {
            log.warn(
                    "redis %s cannot be reached, the database answers; what only redis has waits: %s"
                            .formatted(where, cause.getMessage()));
        }
    }

    private void isBack() {
        if (away.compareAndSet(true, false)) {
            log.info("redis %s answers again".formatted(where));
        }
    }

    HostAndPort address() {
        return new HostAndPort(where.host(), where.port());
    }

    JedisClientConfig settings(int answerTimeoutMs) {
        DefaultJedisClientConfig.Builder settings =
                DefaultJedisClientConfig.builder()
                        .connectionTimeoutMillis(CONNECT_TIMEOUT_MS)
                        .socketTimeoutMillis(answerTimeoutMs)
                        .database(where.database());
        where.password().ifPresent(settings::password);
        return settings.build();
    }

    @Override
    public void close() {
        client.close();
    }
}
