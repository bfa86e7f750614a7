package io.lblab.shop;

import io.lblab.shop.accounts.Accounts;
import io.lblab.shop.cart.CartApi;
import io.lblab.shop.cart.Carts;
import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.config.ShopConfig;
import io.lblab.shop.pages.AccountPages;
import io.lblab.shop.pages.CartPages;
import io.lblab.shop.pages.ErrorPages;
import io.lblab.shop.pages.Frames;
import io.lblab.shop.pages.Pages;
import io.lblab.shop.pages.Templates;
import io.lblab.shop.session.FormGuard;
import io.lblab.shop.session.Sessions;
import io.lblab.shop.store.Database;
import io.lblab.shop.web.Answers;
import io.lblab.shop.web.Requests;
import io.lblab.shop.web.Route;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// Everything that customers see, wired: sessions, carts, accounts and the pages.
record Customers(List<Route> routes, ErrorPages errors) {

    static Customers of(
            ShopConfig config,
            Database database,
            Catalogue catalogue,
            Visitors visitors,
            Clock clock,
            Answers answers,
            Requests requests) {
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
        routes.addAll(new CartPages(templates, frames, carts, sessions, guard, catalogue).routes());
        routes.addAll(
                new AccountPages(templates, frames, accounts, sessions, carts, guard).routes());
        routes.addAll(new CartApi(carts, sessions, catalogue, guard, answers, requests).routes());
        return new Customers(List.copyOf(routes), errors);
    }
}
