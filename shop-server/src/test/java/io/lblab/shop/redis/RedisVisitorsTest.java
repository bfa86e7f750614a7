package io.lblab.shop.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.shop.accounts.AttemptLimit;
import io.lblab.shop.cart.CartOwner;
import io.lblab.shop.cart.CartStore;
import io.lblab.shop.config.ShopConfig;
import io.lblab.shop.json.Json;
import io.lblab.shop.log.InstanceLog;
import io.lblab.shop.session.Session;
import io.lblab.shop.session.SessionStore;
import io.lblab.shop.session.SessionsAway;
import io.lblab.shop.session.VisitorStoresContract;
import io.lblab.shop.testkit.RealRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/// The same on a real Redis, where time passes by shortening what is left of every key.
@Tag("local")
class RedisVisitorsTest extends VisitorStoresContract {
    private static final String ID = "i".repeat(32);

    @TempDir static Path directory;
    private static RealRedis redis;

    private RedisLink link;
    private Jedis client;

    @BeforeAll
    static void startRedis() {
        redis = new RealRedis(directory).start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void connect() {
        link =
                new RedisLink(
                        new ShopConfig.Redis("127.0.0.1", redis.port(), 0, Optional.empty()),
                        new InstanceLog("1"));
        client = redis.client();
        client.flushAll();
    }

    @AfterEach
    void disconnect() {
        client.close();
        link.close();
    }

    @Override
    protected SessionStore sessions() {
        return new RedisSessions(link, new Json());
    }

    @Override
    protected CartStore carts() {
        return new RedisCarts(link);
    }

    @Override
    protected AttemptLimit attempts() {
        return new RedisAttempts(link);
    }

    @Override
    protected void pass(Duration time) {
        for (String key : client.keys("*")) {
            assertThat(client.pttl(key)).as(key + " ends of itself").isPositive();
            client.pexpire(key, client.pttl(key) - time.toMillis());
        }
    }

    @Test
    void idleTimeIsWrittenOnceAMinuteAtMostAndForTheCartToo() {
        sessions().keep(new Session(ID, "token", null));
        carts().add(CartOwner.ofSession(ID), 1, 1);
        client.expire("session:" + ID, 86_400 - 30);
        sessions().find(ID);
        assertThat(client.ttl("session:" + ID)).isLessThanOrEqualTo(86_400 - 30);

        client.expire("session:" + ID, 86_400 - 61);
        client.expire("session:" + ID + ":cart", 100);
        sessions().find(ID);
        assertThat(client.ttl("session:" + ID)).isGreaterThan(86_400 - 30);
        assertThat(client.ttl("session:" + ID + ":cart")).isGreaterThan(86_400 - 30);
    }

    @Test
    void valueThatSomebodyElseWroteIsNoSession() {
        client.set("session:" + ID, "not JSON");
        assertThat(sessions().find(ID)).isEmpty();
        client.set("session:" + ID, "{\"login\":null}");
        assertThat(sessions().find(ID)).isEmpty();
        client.set("session:" + ID, "null");
        assertThat(sessions().find(ID)).isEmpty();
    }

    @Test
    void forgottenSessionTakesItsCartWithIt() {
        sessions().keep(new Session(ID, "token", null));
        carts().add(CartOwner.ofSession(ID), 1, 1);
        sessions().forget(ID);

        assertThat(client.keys("*")).isEmpty();
    }

    @Test
    void everythingSaysThatItIsAwayAndComesBack() {
        try (RealRedis other = new RealRedis(directory.resolve("other")).start();
                RedisLink away =
                        new RedisLink(
                                new ShopConfig.Redis(
                                        "127.0.0.1", other.port(), 0, Optional.empty()),
                                new InstanceLog("1"))) {
            SessionStore sessions = new RedisSessions(away, new Json());
            CartStore carts = new RedisCarts(away);
            AttemptLimit attempts = new RedisAttempts(away);
            CartOwner owner = CartOwner.ofSession(ID);
            other.stop();

            assertThatThrownBy(() -> sessions.find(ID)).isInstanceOf(SessionsAway.class);
            assertThatThrownBy(() -> sessions.keep(new Session(ID, "t", null)))
                    .isInstanceOf(SessionsAway.class);
            assertThatThrownBy(() -> sessions.forget(ID)).isInstanceOf(SessionsAway.class);
            assertThatThrownBy(() -> carts.find(owner)).isInstanceOf(SessionsAway.class);
            assertThatThrownBy(() -> carts.add(owner, 1, 1)).isInstanceOf(SessionsAway.class);
            assertThatThrownBy(() -> carts.clear(owner)).isInstanceOf(SessionsAway.class);
            assertThatThrownBy(() -> carts.merge(owner, owner)).isInstanceOf(SessionsAway.class);
            assertThatThrownBy(() -> attempts.begin("a", 1, Duration.ofMinutes(1)))
                    .isInstanceOf(SessionsAway.class);

            other.start();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .ignoreException(SessionsAway.class)
                    .until(() -> sessions.find(ID).isEmpty());
        }
    }
}
