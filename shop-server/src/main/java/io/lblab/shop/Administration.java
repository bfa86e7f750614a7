package io.lblab.shop;

import io.lblab.shop.accounts.Accounts;
import io.lblab.shop.admin.ProductDesk;
import io.lblab.shop.admin.SeedReset;
import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.consistency.Audit;
import io.lblab.shop.pages.AdminGate;
import io.lblab.shop.pages.AdminOrderPages;
import io.lblab.shop.pages.AdminPages;
import io.lblab.shop.pages.AdminProductPages;
import io.lblab.shop.pages.Frames;
import io.lblab.shop.pages.Templates;
import io.lblab.shop.payments.OrderDesk;
import io.lblab.shop.stock.ProductCache;
import io.lblab.shop.stock.StockBook;
import io.lblab.shop.store.Database;
import io.lblab.shop.web.Route;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// The admin pages, wired.
final class Administration {
    private Administration() {}

    /// What is administered.
    record Shelves(
            Database database,
            Catalogue catalogue,
            StockBook stock,
            ProductCache cache,
            OrderDesk orders,
            Audit audit) {}

    /// What its pages are made with.
    record Office(Templates templates, Frames frames, AdminGate gate, Accounts accounts) {}

    static List<Route> routes(Shelves shelves, Office office, Clock clock) {
        Database database = shelves.database();
        ProductDesk desk = new ProductDesk(database, shelves.stock(), shelves.cache(), clock);
        SeedReset reset = new SeedReset(database, shelves.stock(), shelves.cache(), clock);
        List<Route> routes = new ArrayList<>();
        routes.addAll(
                new AdminPages(
                                office.templates(),
                                office.frames(),
                                office.gate(),
                                database,
                                shelves.catalogue(),
                                shelves.audit(),
                                reset)
                        .routes());
        routes.addAll(
                new AdminProductPages(
                                office.templates(),
                                office.frames(),
                                office.gate(),
                                shelves.catalogue(),
                                desk)
                        .routes());
        routes.addAll(
                new AdminOrderPages(
                                office.templates(),
                                office.frames(),
                                office.gate(),
                                database,
                                shelves.catalogue(),
                                office.accounts(),
                                shelves.orders())
                        .routes());
        return routes;
    }
}
