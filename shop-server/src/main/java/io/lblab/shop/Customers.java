package io.lblab.shop;

import io.lblab.shop.accounts.Accounts;
import io.lblab.shop.cart.CartApi;
import io.lblab.shop.cart.Carts;
import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.checkout.Checkout;
import io.lblab.shop.config.ShopConfig;
import io.lblab.shop.json.Json;
import io.lblab.shop.orders.GetOrder;
import io.lblab.shop.orders.OrderAccess;
import io.lblab.shop.orders.Purchases;
import io.lblab.shop.pages.AccountPages;
import io.lblab.shop.pages.AdminGate;
import io.lblab.shop.pages.ApiPage;
import io.lblab.shop.pages.CartPages;
import io.lblab.shop.pages.CheckoutPages;
import io.lblab.shop.pages.ErrorPages;
import io.lblab.shop.pages.Frames;
import io.lblab.shop.pages.OrderPages;
import io.lblab.shop.pages.Pages;
import io.lblab.shop.pages.Templates;
import io.lblab.shop.payments.OrderDesk;
import io.lblab.shop.realtime.GetOrderEvents;
import io.lblab.shop.realtime.OrderWatch;
import io.lblab.shop.session.FormGuard;
import io.lblab.shop.session.Sessions;
import io.lblab.shop.store.Database;
import io.lblab.shop.web.Answers;
import io.lblab.shop.web.Requests;
import io.lblab.shop.web.Route;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// Everything that customers see, wired: sessions, carts, accounts, orders and the pages.
record Customers(List<Route> routes, ErrorPages errors, Administration.Office office) {

    /// What the shop has to sell, and how an order is made of it.
    record Selling(
            Database database,
            Catalogue catalogue,
            Purchases purchases,
            OrderDesk desk,
            OrderWatch watch) {}

    /// What every endpoint is made with.
    record Speaking(Json json, Answers answers, Requests requests) {}

    static Customers of(
            ShopConfig config, Visitors visitors, Selling selling, Speaking speaking, Clock clock) {
        Database database = selling.database();
        Catalogue catalogue = selling.catalogue();
        Answers answers = speaking.answers();
        Sessions sessions = new Sessions(visitors.sessions());
        FormGuard guard = new FormGuard(sessions);
        Carts carts = new Carts(sessions, visitors.carts(), catalogue);
        Accounts accounts = new Accounts(database, sessions, visitors.attempts(), clock);
        accounts.keepAdmin(config.customers().adminPassword().orElse(null));

        Templates templates = new Templates();
        Frames frames = new Frames(config.instanceId(), sessions, carts, accounts);
        ErrorPages errors = new ErrorPages(templates, frames);
        List<Route> routes = new ArrayList<>();
        routes.addAll(new Pages(templates, frames, errors, catalogue).routes());
        routes.addAll(new ApiPage(templates, frames).routes());
        routes.addAll(new CartPages(templates, frames, carts, sessions, guard, catalogue).routes());
        routes.addAll(
                new AccountPages(templates, frames, accounts, sessions, carts, guard).routes());
        routes.addAll(
                new CartApi(carts, sessions, catalogue, guard, answers, speaking.requests())
                        .routes());
        Checkout checkout = new Checkout(carts, selling.purchases(), clock);
        routes.addAll(
                new CheckoutPages(templates, frames, checkout, carts, sessions, accounts, guard)
                        .routes());
        OrderAccess access = new OrderAccess(database, accounts);
        routes.addAll(
                new OrderPages(
                                templates,
                                frames,
                                errors,
                                new GetOrder(access, answers),
                                new OrderPages.Orders(database, catalogue, access, selling.desk()),
                                new OrderPages.Visitor(sessions, accounts, carts, guard))
                        .routes());
        routes.add(
                Route.get(
                        "/orders/{id}/events",
                        new GetOrderEvents(access, selling.watch(), speaking.json(), answers)));
        return new Customers(
                List.copyOf(routes),
                errors,
                new Administration.Office(
                        templates, frames, new AdminGate(sessions, accounts, guard), accounts));
    }
}
