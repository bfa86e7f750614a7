package io.lblab.shop.redis;

import io.lblab.shop.catalogue.Product;
import io.lblab.shop.catalogue.ProductView;
import io.lblab.shop.json.Json;
import io.lblab.shop.stock.ProductCache;
import io.lblab.shop.stock.StockUpdate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import redis.clients.jedis.AbstractPipeline;

/// The cache on Redis: `product:{id}:stock`, `product:{id}:data`, and `product:{id}:version`, by
/// which a script inside Redis keeps newer from being replaced by older whichever instance comes
/// first, and publishes the change in the same step, so that news arrive in order.
public final class RedisProductCache implements ProductCache {
    /// KEYS stock, data, version. ARGV stock, data ("" for a product that was withdrawn: only its
    /// version is kept), version, channel, message ("" to keep quiet).
    private static final String KEEP =
            """
            local have = tonumber(redis.call('GET', KEYS[3]) or '0')
            local new = tonumber(ARGV[3])
            if have > new then return 0 end
            redis.call('SET', KEYS[3], ARGV[3])
            if ARGV[2] == '' then
              redis.call('DEL', KEYS[1], KEYS[2])
            else
              redis.call('SET', KEYS[1], ARGV[1])
              redis.call('SET', KEYS[2], ARGV[2])
            end
            if have < new and ARGV[5] ~= '' then redis.call('PUBLISH', ARGV[4], ARGV[5]) end
            return 1
            """;

    private static final Pattern PIECES = Pattern.compile("[0-9]{1,9}");

    private final RedisLink link;
    private final ReadsTogether reads;
    private final String channel;
    private final Json json;
    private final Map<Long, Read> read = new ConcurrentHashMap<>();

    /// A text and what it says.
    private record Read(String data, ProductView product) {}

    public RedisProductCache(RedisLink link, String channel, Json json) {
        this.link = link;
        this.reads =
                new ReadsTogether(
                        keys -> link.ask(redis -> redis.mget(keys.toArray(String[]::new))));
        this.channel = channel;
        this.json = json;
    }

    @Override
    public Optional<ProductView> product(long id) {
        return reads.get(key(id, "data")).flatMap(data -> parsed(id, data));
    }

    @Override
    public OptionalInt stock(long id) {
        String text = reads.get(key(id, "stock")).orElse("");
        return PIECES.matcher(text).matches()
                ? OptionalInt.of(Integer.parseInt(text))
                : OptionalInt.empty();
    }

    @Override
    public int delete(long id) {
        return link.ask(redis -> redis.del(key(id, "stock"), key(id, "data")))
                .map(Long::intValue)
                .orElse(0);
    }

    @Override
    public void fill(Collection<Product> products) {
        keep(products, false);
    }

    @Override
    public boolean refresh(Collection<Product> changed) {
        return keep(changed, true);
    }

    @Override
    public int generation() {
        return link.generation();
    }

    @Override
    public void close() {
        link.close();
    }

    private boolean keep(Collection<Product> products, boolean tell) {
        return link.ask(
                        redis -> {
                            try (AbstractPipeline pipeline = redis.pipelined()) {
                                products.forEach(product -> keep(pipeline, product, tell));
                                pipeline.sync();
                            }
                            return true;
                        })
                .orElse(false);
    }

    private void keep(AbstractPipeline pipeline, Product product, boolean tell) {
        long id = product.id();
        pipeline.eval(
                KEEP,
                List.of(key(id, "stock"), key(id, "data"), key(id, "version")),
                List.of(
                        Integer.toString(product.stock()),
                        product.active() ? json.text(ProductView.of(product)) : "",
                        Long.toString(product.version()),
                        channel,
                        tell ? json.text(new StockUpdate(id, product.stock())) : ""));
    }

    /// Read anew only when the text is another one. Somebody else may have written the key: what
    /// cannot be read is as good as not there.
    private Optional<ProductView> parsed(long id, String data) {
        Read last = read.get(id);
        if (last != null && last.data.equals(data)) {
            return Optional.of(last.product);
        }
        try {
            ProductView product = json.read(data, ProductView.class);
            read.put(id, new Read(data, product));
            return Optional.of(product);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String key(long id, String part) {
        return "product:" + id + ":" + part;
    }
}
