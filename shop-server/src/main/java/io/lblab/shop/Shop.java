package io.lblab.shop;

import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.catalogue.FindProducts;
import io.lblab.shop.catalogue.GetProducts;
import io.lblab.shop.catalogue.ProductPictures;
import io.lblab.shop.catalogue.Seed;
import io.lblab.shop.config.ShopConfig;
import io.lblab.shop.consistency.Audit;
import io.lblab.shop.consistency.GetConsistency;
import io.lblab.shop.health.HealthCheck;
import io.lblab.shop.health.Readiness;
import io.lblab.shop.json.Json;
import io.lblab.shop.kafka.KafkaBroker;
import io.lblab.shop.log.InstanceLog;
import io.lblab.shop.metrics.GetMetrics;
import io.lblab.shop.metrics.ShopMetrics;
import io.lblab.shop.orders.OutboxRelay;
import io.lblab.shop.orders.PostPurchase;
import io.lblab.shop.orders.Purchases;
import io.lblab.shop.payments.Broker;
import io.lblab.shop.payments.OrderDesk;
import io.lblab.shop.payments.PaymentWorker;
import io.lblab.shop.realtime.GetEvents;
import io.lblab.shop.realtime.OrderWatch;
import io.lblab.shop.realtime.SseHub;
import io.lblab.shop.redis.RedisStockBook;
import io.lblab.shop.standin.InProcessBroker;
import io.lblab.shop.stock.CacheKeeper;
import io.lblab.shop.stock.DatabaseStockBook;
import io.lblab.shop.stock.DeleteDebugCache;
import io.lblab.shop.stock.GetDebugStock;
import io.lblab.shop.stock.GetProduct;
import io.lblab.shop.stock.GetStock;
import io.lblab.shop.stock.ProductIds;
import io.lblab.shop.stock.PutStock;
import io.lblab.shop.stock.Stock;
import io.lblab.shop.stock.StockBook;
import io.lblab.shop.store.Database;
import io.lblab.shop.web.Answers;
import io.lblab.shop.web.HttpServer;
import io.lblab.shop.web.Requests;
import io.lblab.shop.web.Route;
import io.lblab.shop.web.StaticFiles;
import java.io.IOException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// One running instance: everything is made and wired here, and closed in the opposite order.
public final class Shop implements AutoCloseable {
    private static final Duration BROKER_PATIENCE = Duration.ofSeconds(2);
    private static final Duration OUTBOX_AGE = Duration.ofSeconds(5);
    private static final Duration OUTBOX_INTERVAL = Duration.ofSeconds(1);
    private static final Duration CACHE_INTERVAL = Duration.ofSeconds(1);
    private static final Duration STOCK_INTERVAL = Duration.ofMillis(100);
    private static final Duration SSE_KEEP_ALIVE = Duration.ofSeconds(10);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final InstanceLog log;
    private final HttpServer server;

    private Shop(ShopConfig config) throws IOException {
        this.log = new InstanceLog(config.instanceId());
        try {
            this.server = wire(config);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Opens the store, connects in the background, and serves.
    ///
    /// @throws IOException when the address cannot be bound
    /// @throws io.lblab.shop.store.StoreException when the database cannot be opened
    public static Shop start(ShopConfig config) throws IOException {
        return new Shop(config);
    }

    /// The port it listens on.
    public int port() {
        return server.port();
    }

    /// What it answers to.
    List<Route> routes() {
        return server.routes();
    }

    /// Stops gracefully: not ready any more, and after the drain delay no new connection, event
    /// streams ended, open requests finished, the consumer out of its group.
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                log.error("stopping " + part.getClass().getSimpleName() + " failed", e);
            }
        }
    }

    private HttpServer wire(ShopConfig config) throws IOException {
        Clock clock = Clock.systemUTC();
        Json json = new Json();
        Answers answers = new Answers(json);
        Requests requests = new Requests(json);
        ShopMetrics metrics = opened(new ShopMetrics());
        Database database =
                opened(Database.open(config.database(), c -> Seed.plant(c, clock.millis())));
        Catalogue catalogue = new Catalogue(database);
        Sharing sharing = opened(Sharing.of(config, json, log));
        StockBook book = opened(book(config, database, sharing, clock));
        Broker broker = broker(config, database, json);
        PaymentWorker worker =
                opened(
                        new PaymentWorker(
                                database,
                                book,
                                sharing.orders(),
                                broker.deadLetters(),
                                metrics.registry(),
                                json,
                                log,
                                clock,
                                config.paymentDelay()));
        opened(broker).start(worker);
        opened(new CacheKeeper(catalogue, sharing.cache(), log)).start(CACHE_INTERVAL);
        opened(new OutboxRelay(database, broker.queue(), clock, log, OUTBOX_AGE, BROKER_PATIENCE))
                .start(OUTBOX_INTERVAL);
        Stock stock = new Stock(catalogue, sharing.cache());
        Purchases purchases =
                new Purchases(catalogue, database, broker.queue(), json, clock, BROKER_PATIENCE);
        ProductIds ids = new ProductIds(config.defaultProductId());
        SseHub hub = new SseHub(json, config.instanceId(), SSE_KEEP_ALIVE);
        metrics.registry().gauge("sse.clients", hub, SseHub::size);
        OrderWatch watch = new OrderWatch();
        OrderDesk desk = new OrderDesk(database, book, sharing.orders(), clock);
        Audit audit = new Audit(database, book);
        Customers customers =
                Customers.of(
                        config,
                        Visitors.of(config, sharing.redis(), json, clock),
                        new Customers.Selling(database, catalogue, purchases, desk, watch),
                        new Customers.Speaking(json, answers, requests),
                        clock);
        Operations operations =
                opened(
                        Operations.of(
                                config.operations(),
                                List.of(
                                        databaseCheck(database),
                                        sharing.health(),
                                        brokerCheck(broker)),
                                answers,
                                requests,
                                log));
        List<Route> routes = new ArrayList<>(operations.routes());
        routes.addAll(customers.routes());
        routes.addAll(
                Administration.routes(
                        new Administration.Shelves(
                                database, catalogue, book, sharing.cache(), desk, audit),
                        customers.office(),
                        clock));
        routes.addAll(
                List.of(
                        Route.get("/products", new GetProducts(catalogue, answers)),
                        Route.get("/api/products", new FindProducts(catalogue, answers)),
                        Route.get("/products/{id}", new GetProduct(stock, answers)),
                        Route.get("/stock", new GetStock(stock, answers, ids)),
                        Route.put("/stock", new PutStock(book, answers, requests)),
                        Route.get(
                                "/debug/stock",
                                new GetDebugStock(catalogue, sharing.cache(), answers, ids)),
                        Route.delete(
                                "/debug/cache",
                                new DeleteDebugCache(sharing.cache(), answers, ids)),
                        Route.post("/purchase", new PostPurchase(purchases, answers, requests)),
                        Route.get("/lab/consistency", new GetConsistency(audit, answers)),
                        Route.get("/events", new GetEvents(hub)),
                        Route.get("/metrics", new GetMetrics(metrics)),
                        Route.get("/static/*", new StaticFiles(List.of(new ProductPictures())))));
        HttpServer http =
                opened(
                        new HttpServer(
                                new HttpServer.Settings(
                                        config.host(),
                                        config.port(),
                                        config.instanceId(),
                                        config.operations().requestTimeout(),
                                        config.operations().stopTimeout()),
                                routes,
                                answers,
                                customers.errors(),
                                log,
                                metrics::count,
                                operations.gate()));
        metrics.registry().gauge("http.requests.open", http, HttpServer::open);
        opened(hub);
        opened(watch);
        sharing.orders().listen(watch::moved);
        sharing.channel().listen(hub::publish);
        http.start();
        parts.push(http::refuseConnections); // before the listeners are told to go elsewhere
        parts.push(() -> drain(operations.readiness(), config.operations().drainDelay()));
        sayWhatIsStoodInFor(config);
        return http;
    }

    private static HealthCheck databaseCheck(Database database) {
        return new HealthCheck(
                "database",
                () ->
                        database.read(c -> {
                            try (Statement statement = c.createStatement()) {
                                statement.execute("SELECT id FROM products WHERE id = 1");
                                return HealthCheck.OK;
                            }
                        }));
    }

    private static HealthCheck brokerCheck(Broker broker) {
        return broker instanceof KafkaBroker kafka
                ? kafka.health()
                : HealthCheck.inProcess("kafka");
    }

    private void drain(Readiness readiness, Duration delay) throws InterruptedException {
        readiness.drain();
        log.info("stopping; serving for %d ms more".formatted(delay.toMillis()));
        Thread.sleep(delay);
    }

    private void sayWhatIsStoodInFor(ShopConfig config) {
        List<String> missing = new ArrayList<>();
        if (config.redis().isEmpty()) {
            missing.add("Redis (REDIS_HOST)");
        }
        if (config.kafka().isEmpty()) {
            missing.add("Kafka (KAFKA_BOOTSTRAP_SERVERS)");
        }
        if (!missing.isEmpty()) {
            log.info(
                    "no %s configured: stand-ins inside this process take the place"
                            .formatted(String.join(" and no ", missing)));
        }
        if (config.redis().isPresent() && !config.customers().sharedSessions()) {
            log.info("sessions and carts live in this process's memory (SESSION_STORE=memory)");
        }
    }

    private StockBook book(ShopConfig config, Database database, Sharing sharing, Clock clock) {
        if (config.stockStore() == ShopConfig.StockStore.DATABASE) {
            return new DatabaseStockBook(database, sharing.cache(), clock);
        }
        RedisStockBook book =
                new RedisStockBook(
                        database, sharing.redis().orElseThrow(), config.stockChannel(), log, clock);
        book.start(STOCK_INTERVAL);
        return book;
    }

    private Broker broker(ShopConfig config, Database database, Json json) {
        return config.kafka()
                .<Broker>map(kafka -> new KafkaBroker(kafka, config.instanceId(), json, log))
                .orElseGet(() -> new InProcessBroker(database, json));
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }
}
