package io.lblab.shop.redis;

import io.lblab.shop.stock.StockBook;
import io.lblab.shop.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.params.XTrimParams;
import redis.clients.jedis.resps.StreamEntry;

/// Calls `redis/stock.lua`, and reads the journal that it writes.
final class StockScript {
    private static final String EPOCH = "stock:epoch";
    private static final String JOURNAL = "stock:journal";
    private static final List<String> KEYS = List.of(EPOCH, "stock:counts", JOURNAL);

    private final RedisLink link;
    private final String channel;
    private final Clock clock;
    private final String text;

    StockScript(RedisLink link, String channel, Clock clock) {
        this.link = link;
        this.channel = channel;
        this.clock = clock;
        this.text = read();
    }

    /// Runs an operation.
    ///
    /// @throws StoreException when Redis cannot be reached
    String run(String operation, Object... arguments) {
        List<String> all = new ArrayList<>();
        all.add(operation);
        all.add(channel);
        all.add(Long.toString(clock.millis()));
        for (Object argument : arguments) {
            all.add(String.valueOf(argument));
        }
        return link.ask(redis -> String.valueOf(redis.eval(text, KEYS, all)))
                .orElseThrow(StockScript::away);
    }

    /// Runs an operation on the lines of an order.
    String run(String operation, long orderId, List<StockBook.Line> lines) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(orderId);
        for (StockBook.Line line : lines) {
            arguments.add(line.productId());
            arguments.add(line.quantity());
        }
        return run(operation, arguments.toArray());
    }

    /// The epoch of the loaded book; empty when none is loaded.
    String epoch() {
        return link.ask(redis -> String.valueOf(redis.get(EPOCH)))
                .map(epoch -> epoch.equals("null") ? "" : epoch)
                .orElseThrow(StockScript::away);
    }

    /// What the journal has after an entry, oldest first.
    List<StreamEntry> journal(String after, int limit) {
        return link.ask(redis -> redis.xrange(JOURNAL, "(" + after, "+", limit))
                .orElseThrow(StockScript::away);
    }

    /// Forgets what is in the database.
    void trim(String upTo) {
        var _ = link.ask(redis -> redis.xtrim(JOURNAL, XTrimParams.xTrimParams().minId(upTo)));
    }

    private static StoreException away() {
        return new StoreException("Redis, which keeps the stock, cannot be reached", null);
    }

    private static String read() {
        try (InputStream in = StockScript.class.getResourceAsStream("/redis/stock.lua")) {
            if (in == null) {
                throw new IllegalStateException("redis/stock.lua is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
