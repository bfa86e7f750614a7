package io.lblab.shop.redis;

import io.lblab.shop.catalogue.Product;
import io.lblab.shop.catalogue.ProductTable;
import io.lblab.shop.log.InstanceLog;
import io.lblab.shop.stock.StaleHoldException;
import io.lblab.shop.stock.StockBook;
import io.lblab.shop.stock.SyncTable;
import io.lblab.shop.store.Database;
import io.lblab.shop.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import redis.clients.jedis.resps.StreamEntry;

/// Pieces are counted in Redis, whole by a script, and written behind to the database from the
/// journal that the script keeps. A book that Redis has lost is loaded again from the database,
/// where the orders say what was sold; an *epoch* in both tells which loading counts, so that no
/// order is booked on pieces of a lost book.
public final class RedisStockBook implements StockBook {
    private static final int AT_ONCE = 500;

    private final Database database;
    private final StockScript script;
    private final InstanceLog log;
    private final Clock clock;
    private final ReentrantLock syncing = new ReentrantLock();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("stock-sync").factory());
    private boolean troubled;

    public RedisStockBook(
            Database database, RedisLink link, String channel, InstanceLog log, Clock clock) {
        this.database = database;
        this.script = new StockScript(link, channel, clock);
        this.log = log;
        this.clock = clock;
    }

    /// Writes behind now, and from then on at this interval.
    public void start(Duration interval) {
        var _ =
                timer.scheduleWithFixedDelay(
                        this::tend, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Hold hold(long orderId, List<Line> lines) {
        String[] answer = script.run("hold", orderId, lines).split(" ", 2);
        if (answer[0].equals("unloaded")) {
            throw new StoreException("Redis has no stock loaded yet", null);
        }
        return new Hold(answer[0].equals("held"), answer[1]);
    }

    @Override
    public boolean book(Connection connection, Hold hold, long orderId, List<Line> lines, long now)
            throws SQLException {
        if (!SyncTable.isCurrent(connection, hold.epoch())) {
            throw new StaleHoldException();
        }
        return hold.granted();
    }

    @Override
    public void booked(long orderId, List<Line> lines) {
        // The script has told everybody when it took the pieces.
    }

    @Override
    public void release(long orderId, List<Line> lines) {
        script.run("release", orderId, lines);
    }

    @Override
    public void unbook(Connection connection, long orderId, List<Line> lines, long now) {
        // The pieces go back in Redis, after the transaction; what prevents that is made good when
        // the book is loaded again.
    }

    @Override
    public void unbooked(long orderId, List<Line> lines) {
        script.run("return", orderId, lines);
    }

    @Override
    public Optional<Product> set(long productId, int stock) {
        Optional<Product> known = database.read(c -> ProductTable.find(c, productId));
        if (known.isPresent()) {
            String answer = script.run("set", productId, stock, known.get().stock());
            if (answer.equals("unloaded")) {
                throw new StoreException("Redis has no stock loaded yet", null);
            }
            flush();
        }
        return database.read(c -> ProductTable.find(c, productId));
    }

    @Override
    public void flush() {
        syncing.lock();
        try {
            while (sync()) {
                // until nothing is left
            }
        } finally {
            syncing.unlock();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void tend() {
        try {
            flush();
            troubled = false;
        } catch (RuntimeException e) {
            if (!troubled) { // once, not at every interval
                log.warn("the stock is not written behind for now: " + e.getMessage());
                troubled = true;
            }
        }
    }

    /// One step.
    ///
    /// @return whether there may be more to do
    private boolean sync() {
        SyncTable.Position position = database.read(SyncTable::position);
        String epoch = script.epoch();
        if (epoch.isEmpty()) {
            load(position.epoch());
            return true;
        }
        if (!epoch.equals(position.epoch())) {
            script.run("unload", epoch);
            return true;
        }
        List<SyncTable.Entry> entries =
                script.journal(position.lastId(), AT_ONCE).stream()
                        .map(RedisStockBook::entry)
                        .toList();
        if (entries.isEmpty()) {
            return false;
        }
        if (database.writer().write(c -> SyncTable.apply(c, position, entries))) {
            script.trim(entries.getLast().id());
        }
        return true;
    }

    private void load(String before) {
        String epoch = UUID.randomUUID().toString();
        List<Product> products =
                database.writer().write(c -> SyncTable.begin(c, before, epoch, clock.millis()));
        if (products.isEmpty()) {
            return; // another instance is loading
        }
        List<Object> arguments = new ArrayList<>();
        arguments.add(epoch);
        for (Product product : products) {
            arguments.add(product.id());
            arguments.add(product.stock());
        }
        if (script.run("load", arguments.toArray()).equals(epoch)) {
            log.info("the stock of %d products is in Redis".formatted(products.size()));
        }
    }

    private static SyncTable.Entry entry(StreamEntry entry) {
        Map<String, String> fields = entry.getFields();
        String order = fields.getOrDefault("o", "");
        return new SyncTable.Entry(
                entry.getID().toString(),
                Long.parseLong(fields.get("p")),
                Integer.parseInt(fields.get("d")),
                fields.getOrDefault("r", "set"),
                order.isEmpty() ? null : Long.valueOf(order),
                Long.parseLong(fields.get("v")),
                Long.parseLong(fields.get("t")));
    }
}
