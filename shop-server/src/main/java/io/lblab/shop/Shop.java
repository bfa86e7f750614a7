package io.lblab.shop;

import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.catalogue.GetProducts;
import io.lblab.shop.catalogue.Seed;
import io.lblab.shop.config.ShopConfig;
import io.lblab.shop.json.Json;
import io.lblab.shop.log.InstanceLog;
import io.lblab.shop.store.Database;
import io.lblab.shop.store.Migrations;
import io.lblab.shop.web.Answers;
import io.lblab.shop.web.GetHealth;
import io.lblab.shop.web.HttpServer;
import io.lblab.shop.web.Route;
import io.lblab.shop.web.StaticFiles;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/// One running instance: everything is made and wired here, and closed in the opposite order.
public final class Shop implements AutoCloseable {
    private final Database database;
    private final Catalogue catalogue;
    private final HttpServer server;

    private Shop(Database database, Catalogue catalogue, HttpServer server) {
        this.database = database;
        this.catalogue = catalogue;
        this.server = server;
    }

    /// Opens the store and serves.
    ///
    /// @throws IOException when the address cannot be bound
    /// @throws io.lblab.shop.store.StoreException when the database cannot be opened
    public static Shop start(ShopConfig config) throws IOException {
        Clock clock = Clock.systemUTC();
        InstanceLog log = new InstanceLog(config.instanceId());
        Database database =
                Migrations.open(
                        config.database(), connection -> Seed.plant(connection, clock.millis()));
        Catalogue catalogue = new Catalogue(database);
        Answers answers = new Answers(new Json());
        HttpServer server =
                new HttpServer(
                        new HttpServer.Address(config.host(), config.port(), config.instanceId()),
                        List.of(
                                Route.get("/health", new GetHealth()),
                                Route.get("/products", new GetProducts(catalogue, answers)),
                                Route.get("/static/*", new StaticFiles(List.of()))),
                        answers,
                        status -> "<h1>" + status + "</h1>",
                        log,
                        exchange -> {});
        server.start();
        return new Shop(database, catalogue, server);
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        catalogue.close();
        database.close();
    }
}
