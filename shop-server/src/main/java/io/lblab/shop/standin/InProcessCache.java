package io.lblab.shop.standin;

import io.lblab.shop.catalogue.Product;
import io.lblab.shop.catalogue.ProductView;
import io.lblab.shop.stock.ProductCache;
import io.lblab.shop.stock.StockChannel;
import io.lblab.shop.stock.StockUpdate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Cache and channel within this process, in the place of Redis.
public final class InProcessCache implements ProductCache, StockChannel {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Product> products = new HashMap<>();

    /// Outlives what is forgotten, so that no change is told twice.
    private final Map<Long, Long> versions = new HashMap<>();

    private final List<Consumer<StockUpdate>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void listen(Consumer<StockUpdate> listener) {
        listeners.add(listener);
    }

    @Override
    public Optional<ProductView> product(long id) {
        return cached(id).map(ProductView::of);
    }

    @Override
    public OptionalInt stock(long id) {
        return cached(id).stream().mapToInt(Product::stock).findFirst();
    }

    @Override
    public int delete(long id) {
        lock.lock();
        try {
            return products.remove(id) == null ? 0 : 2; // stock and data, as Redis counts keys
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void fill(Collection<Product> read) {
        keep(read);
    }

    @Override
    public boolean refresh(Collection<Product> changed) {
        lock.lock(); // held while telling, so that news stay in order
        try {
            for (Product product : keep(changed)) {
                StockUpdate update = new StockUpdate(product.id(), product.stock());
                listeners.forEach(listener -> listener.accept(update));
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int generation() {
        return 0;
    }

    @Override
    public void close() {
        listeners.clear();
    }

    private Optional<Product> cached(long id) {
        lock.lock();
        try {
            return Optional.ofNullable(products.get(id));
        } finally {
            lock.unlock();
        }
    }

    /// Keeps what is not older than what is there; returns what was newer.
    private List<Product> keep(Collection<Product> candidates) {
        lock.lock();
        try {
            List<Product> newer = new ArrayList<>();
            for (Product product : candidates) {
                long known = versions.getOrDefault(product.id(), Long.MIN_VALUE);
                if (product.version() >= known) {
                    if (product.active()) {
                        products.put(product.id(), product);
                    } else {
                        products.remove(product.id());
                    }
                    versions.put(product.id(), product.version());
                }
                if (product.version() > known) {
                    newer.add(product);
                }
            }
            return newer;
        } finally {
            lock.unlock();
        }
    }
}
