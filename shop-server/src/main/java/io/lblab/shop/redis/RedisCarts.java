package io.lblab.shop.redis;

import io.lblab.shop.cart.CartOwner;
import io.lblab.shop.cart.CartStore;
import io.lblab.shop.cart.Contents;
import io.lblab.shop.session.SessionsAway;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Carts in Redis: `{owner}:cart` is a hash from product to pieces, and `version` beside them.
/// Scripts inside Redis make each change one step.
public final class RedisCarts implements CartStore {
    private static final String VERSION = "version";

    /// KEYS cart. ARGV product, pieces, `add` or `put`, version, idle seconds, most lines, most
    /// pieces.
    private static final String CHANGE =
            """
            local have = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or '0')
            local pieces = tonumber(ARGV[2])
            if ARGV[3] == 'add' then pieces = pieces + have end
            if pieces > tonumber(ARGV[7]) then return 'TOO_MANY_PIECES' end
            if have == 0 and redis.call('HLEN', KEYS[1]) > tonumber(ARGV[6]) then
              return 'TOO_MANY_LINES'
            end
            redis.call('HSET', KEYS[1], ARGV[1], pieces, 'version', ARGV[4])
            redis.call('EXPIRE', KEYS[1], ARGV[5])
            return 'DONE'
            """;

    /// KEYS cart. ARGV product, version, idle seconds.
    private static final String REMOVE =
            """
            if redis.call('HDEL', KEYS[1], ARGV[1]) == 0 then return 0 end
            if redis.call('HLEN', KEYS[1]) == 1 then return redis.call('DEL', KEYS[1]) end
            redis.call('HSET', KEYS[1], 'version', ARGV[2])
            return redis.call('EXPIRE', KEYS[1], ARGV[3])
            """;

    /// KEYS cart. ARGV version.
    private static final String CLEAR_VERSION =
            """
            if redis.call('HGET', KEYS[1], 'version') ~= ARGV[1] then return 0 end
            return redis.call('DEL', KEYS[1])
            """;

    /// KEYS from, into. ARGV version, idle seconds, most lines, most pieces.
    private static final String MERGE =
            """
            local from = redis.call('HGETALL', KEYS[1])
            if #from == 0 then return 0 end
            for i = 1, #from, 2 do
              if from[i] ~= 'version' then
                local have = tonumber(redis.call('HGET', KEYS[2], from[i]) or '0')
                local sum = math.min(have + tonumber(from[i + 1]), tonumber(ARGV[4]))
                redis.call('HSET', KEYS[2], 'version', ARGV[1])
                if have > 0 or redis.call('HLEN', KEYS[2]) <= tonumber(ARGV[3]) then
                  redis.call('HSET', KEYS[2], from[i], sum)
                end
              end
            end
            redis.call('DEL', KEYS[1])
            return redis.call('EXPIRE', KEYS[2], ARGV[2])
            """;

    private final RedisLink link;

    public RedisCarts(RedisLink link) {
        this.link = link;
    }

    /// The key of a session's own cart.
    static String ofSession(String id) {
        return key(CartOwner.ofSession(id));
    }

    @Override
    public Contents find(CartOwner owner) {
        Map<String, String> fields =
                link.ask(redis -> redis.hgetAll(key(owner))).orElseThrow(SessionsAway::new);
        TreeMap<Long, Integer> pieces = new TreeMap<>();
        fields.forEach((product, count) -> {
            if (product.matches("[0-9]{1,18}") && count.matches("[0-9]{1,3}")) {
                pieces.put(Long.parseLong(product), Integer.parseInt(count));
            }
        });
        return new Contents(fields.getOrDefault(VERSION, ""), pieces);
    }

    @Override
    public Change add(CartOwner owner, long product, int pieces) {
        return change(owner, product, pieces, "add");
    }

    @Override
    public Change put(CartOwner owner, long product, int pieces) {
        return change(owner, product, pieces, "put");
    }

    @Override
    public void remove(CartOwner owner, long product) {
        run(REMOVE, List.of(key(owner)), text(product), newVersion(), idle(owner));
    }

    @Override
    public void clear(CartOwner owner) {
        var _ = link.ask(redis -> redis.del(key(owner))).orElseThrow(SessionsAway::new);
    }

    @Override
    public void clear(CartOwner owner, String version) {
        run(CLEAR_VERSION, List.of(key(owner)), version);
    }

    @Override
    public void merge(CartOwner from, CartOwner into) {
        run(
                MERGE,
                List.of(key(from), key(into)),
                newVersion(),
                idle(into),
                text(MOST_LINES),
                text(MOST_PIECES));
    }

    private Change change(CartOwner owner, long product, int pieces, String how) {
        Object result =
                run(
                        CHANGE,
                        List.of(key(owner)),
                        text(product),
                        text(pieces),
                        how,
                        newVersion(),
                        idle(owner),
                        text(MOST_LINES),
                        text(MOST_PIECES));
        return Change.valueOf(result.toString());
    }

    private Object run(String script, List<String> keys, String... arguments) {
        return link.ask(redis -> redis.eval(script, keys, List.of(arguments)))
                .orElseThrow(SessionsAway::new);
    }

    private static String newVersion() {
        return UUID.randomUUID().toString();
    }

    private static String idle(CartOwner owner) {
        return text(owner.idle().toSeconds());
    }

    private static String text(long number) {
        return Long.toString(number);
    }

    private static String key(CartOwner owner) {
        return owner.name() + ":cart";
    }
}
