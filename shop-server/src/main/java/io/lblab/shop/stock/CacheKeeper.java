package io.lblab.shop.stock;

import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.catalogue.Product;
import io.lblab.shop.log.InstanceLog;
import io.lblab.shop.store.StoreException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Brings to the cache what did not get there: the change of an instance that died between its
/// commit and the refresh, those made while Redis was away, and everything after Redis lost its
/// memory. The versions decide, so that doing it twice, or on every instance, changes nothing.
public final class CacheKeeper implements AutoCloseable {
    private final Catalogue catalogue;
    private final ProductCache cache;
    private final InstanceLog log;
    private final Map<Long, Long> seen = new HashMap<>();
    private int generation = -1;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("cache-keeper").factory());

    public CacheKeeper(Catalogue catalogue, ProductCache cache, InstanceLog log) {
        this.catalogue = catalogue;
        this.cache = cache;
        this.log = log;
    }

    /// Looks now, and from then on at this interval.
    public void start(Duration interval) {
        var _ =
                timer.scheduleWithFixedDelay(
                        this::tend, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// One look. Not for several threads at once.
    void tend() {
        try {
            int current = cache.generation();
            List<Product> products = catalogue.everything();
            List<Product> changed = products.stream().filter(this::isNews).toList();
            if (!changed.isEmpty() && cache.refresh(changed)) {
                changed.forEach(product -> seen.put(product.id(), product.version()));
            }
            if (current != generation) {
                cache.fill(products);
                products.forEach(product -> seen.putIfAbsent(product.id(), product.version()));
                generation = current;
            }
        } catch (StoreException e) {
            log.warn("the cache was not looked after: " + e.getMessage());
        } catch (RuntimeException e) {
            log.error("the cache was not looked after", e);
        }
    }

    /// At the first look nothing is; after it whatever is newer than what was seen, or was not
    /// there.
    private boolean isNews(Product product) {
        long unseen = generation < 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        return product.version() > seen.getOrDefault(product.id(), unseen);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
