package io.lblab.shop.redis;

import io.lblab.shop.accounts.AttemptLimit;
import io.lblab.shop.session.SessionsAway;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Attempts counted in Redis, for all instances together: `attempts:{key}`, which Redis forgets
/// when its window ends.
public final class RedisAttempts implements AttemptLimit {
    /// KEYS count. ARGV most, window in milliseconds. Returns how long to wait, 0 when counted.
    private static final String BEGIN =
            """
            local have = tonumber(redis.call('GET', KEYS[1]) or '0')
            if have >= tonumber(ARGV[1]) then
              return math.max(redis.call('PTTL', KEYS[1]), 1)
            end
            if redis.call('INCR', KEYS[1]) == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
            return 0
            """;

    /// KEYS count.
    private static final String UNDO =
            """
            if tonumber(redis.call('GET', KEYS[1]) or '0') > 0 then redis.call('DECR', KEYS[1]) end
            return 0
            """;

    private final RedisLink link;

    public RedisAttempts(RedisLink link) {
        this.link = link;
    }

    @Override
    public Optional<Duration> begin(String key, int most, Duration window) {
        List<String> arguments = List.of(Integer.toString(most), Long.toString(window.toMillis()));
        Object wait =
                link.ask(redis -> redis.eval(BEGIN, List.of(key(key)), arguments))
                        .orElseThrow(SessionsAway::new);
        return Optional.of(Duration.ofMillis((Long) wait)).filter(Duration::isPositive);
    }

    @Override
    public void undo(String key) {
        var _ =
                link.ask(redis -> redis.eval(UNDO, List.of(key(key)), List.of()))
                        .orElseThrow(SessionsAway::new);
    }

    @Override
    public void forget(String key) {
        var _ = link.ask(redis -> redis.del(key(key))).orElseThrow(SessionsAway::new);
    }

    private static String key(String key) {
        return "attempts:" + key;
    }
}
