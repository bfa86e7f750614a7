package io.lblab.shop.redis;

import io.lblab.shop.json.Json;
import io.lblab.shop.session.Session;
import io.lblab.shop.session.SessionStore;
import io.lblab.shop.session.SessionsAway;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.SetParams;

/// Sessions in Redis, where any instance finds them: `session:{id}` holds JSON, and Redis itself
/// forgets it after 24 hours without use. The idle time is written anew once a minute at most, for
/// the session's cart too.
public final class RedisSessions implements SessionStore {
    private static final long TOUCH_SECONDS = Duration.ofMinutes(1).toSeconds();

    private final RedisLink link;
    private final Json json;

    private record Value(String token, Session.@Nullable Login login) {}

    private record Found(@Nullable String text, long secondsLeft) {}

    public RedisSessions(RedisLink link, Json json) {
        this.link = link;
        this.json = json;
    }

    @Override
    public Home home() {
        return Home.REDIS;
    }

    @Override
    public Optional<Session> find(String id) {
        Found found = link.ask(redis -> read(redis, id)).orElseThrow(SessionsAway::new);
        if (found.text() == null) {
            return Optional.empty();
        }
        if (found.secondsLeft() <= IDLE.toSeconds() - TOUCH_SECONDS) {
            var _ = link.ask(redis -> touch(redis, id)).orElseThrow(SessionsAway::new);
        }
        return parsed(found.text()).map(value -> new Session(id, value.token(), value.login()));
    }

    @Override
    public void keep(Session session) {
        String text = json.text(new Value(session.token(), session.login()));
        var _ =
                link.ask(redis ->
                                redis.set(
                                        key(session.id()),
                                        text,
                                        SetParams.setParams().ex(IDLE.toSeconds())))
                        .orElseThrow(SessionsAway::new);
    }

    @Override
    public void forget(String id) {
        var _ =
                link.ask(redis -> redis.del(key(id), RedisCarts.ofSession(id)))
                        .orElseThrow(SessionsAway::new);
    }

    private static Found read(RedisClient redis, String id) {
        try (AbstractPipeline pipeline = redis.pipelined()) {
            Response<String> text = pipeline.get(key(id));
            Response<Long> left = pipeline.ttl(key(id));
            pipeline.sync();
            return new Found(text.get(), left.get());
        }
    }

    private static boolean touch(RedisClient redis, String id) {
        try (AbstractPipeline pipeline = redis.pipelined()) {
            pipeline.expire(key(id), IDLE.toSeconds());
            pipeline.expire(RedisCarts.ofSession(id), IDLE.toSeconds());
            pipeline.sync();
            return true;
        }
    }

    /// Somebody else may have written the key: what cannot be read is as good as not there.
    private Optional<Value> parsed(String text) {
        try {
            return Optional.ofNullable(json.read(text, Value.class)).filter(RedisSessions::isWhole);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(Value value) {
        return Optional.ofNullable(value.token()).isPresent();
    }

    private static String key(String id) {
        return "session:" + id;
    }
}
