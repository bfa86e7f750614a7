package io.lblab.shop.pages;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.lblab.shop.accounts.Accounts;
import io.lblab.shop.accounts.Customer;
import io.lblab.shop.cart.Carts;
import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.orders.GetOrder;
import io.lblab.shop.orders.Order;
import io.lblab.shop.orders.OrderAccess;
import io.lblab.shop.orders.OrderLine;
import io.lblab.shop.orders.OrderTable;
import io.lblab.shop.payments.OrderDesk;
import io.lblab.shop.session.FormGuard;
import io.lblab.shop.session.Sessions;
import io.lblab.shop.store.Database;
import io.lblab.shop.web.Requests;
import io.lblab.shop.web.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An order, and all of a customer's.
public final class OrderPages {
    private static final int MOST_IN_HISTORY = 100;

    private final Templates templates;
    private final Frames frames;
    private final ErrorPages errors;
    private final GetOrder json;
    private final Orders orders;
    private final Visitor visitor;
    private final OrderViews views;

    /// Where orders are, and what can be done with one.
    public record Orders(
            Database database, Catalogue catalogue, OrderAccess access, OrderDesk desk) {}

    /// Who looks.
    public record Visitor(Sessions sessions, Accounts accounts, Carts carts, FormGuard guard) {}

    public OrderPages(
            Templates templates,
            Frames frames,
            ErrorPages errors,
            GetOrder json,
            Orders orders,
            Visitor visitor) {
        this.templates = templates;
        this.frames = frames;
        this.errors = errors;
        this.json = json;
        this.orders = orders;
        this.visitor = visitor;
        this.views = new OrderViews(orders.catalogue(), orders.database());
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/orders/{id}", this::show),
                Route.post("/orders/{id}/cancel", this::cancel),
                Route.post("/orders/{id}/again", this::again),
                Route.get("/account/orders", this::history));
    }

    /// A page for browsers, JSON for programs.
    private void show(Context ctx) {
        ctx.header("Vary", "Accept");
        String accept = ctx.header("Accept");
        if (accept == null || !accept.contains("text/html")) {
            json.handle(ctx);
            return;
        }
        Optional<Order> order = orders.access().find(ctx, id(ctx));
        if (order.isEmpty()) {
            errors.send(ctx, 404, null);
            return;
        }
        boolean own = orders.access().isOwn(ctx, order.get());
        templates.sendPersonal(
                ctx,
                "order",
                Map.of(
                        "frame",
                        frames.of(ctx, "Order " + order.get().id(), "account"),
                        "view",
                        views.of(List.of(order.get()), own).getFirst(),
                        "said",
                        "too_late".equals(ctx.queryParam("said"))
                                ? "It could not be cancelled: it was no longer pending."
                                : ""));
    }

    private void cancel(Context ctx) {
        visitor.guard().checkWithSession(ctx);
        Order order = own(ctx);
        boolean cancelled = orders.desk().cancelPending(order.id(), "cancelled by the customer");
        ctx.redirect(
                "/orders/" + order.id() + (cancelled ? "" : "?said=too_late"),
                HttpStatus.SEE_OTHER);
    }

    /// Puts what was ordered into the cart, as far as there is room and it is still sold.
    private void again(Context ctx) {
        visitor.guard().checkWithSession(ctx);
        for (OrderLine line : own(ctx).lines()) {
            if (orders.catalogue().find(line.productId()).isPresent()) {
                var _ = visitor.carts().add(ctx, line.productId(), line.quantity());
            }
        }
        ctx.redirect("/cart", HttpStatus.SEE_OTHER);
    }

    private void history(Context ctx) {
        Optional<Customer> customer =
                visitor.sessions().find(ctx).flatMap(_ -> visitor.accounts().of(ctx));
        if (customer.isEmpty()) {
            ctx.redirect("/login?next=/account/orders", HttpStatus.SEE_OTHER);
            return;
        }
        List<Order> found =
                orders.database()
                        .read(c -> OrderTable.ofCustomer(c, customer.get().id(), MOST_IN_HISTORY));
        templates.sendPersonal(
                ctx,
                "orders",
                Map.of(
                        "frame",
                        frames.of(ctx, "Your orders", "account"),
                        "orders",
                        views.of(found, true)));
    }

    private Order own(Context ctx) {
        return orders.access()
                .find(ctx, id(ctx))
                .filter(order -> orders.access().isOwn(ctx, order))
                .orElseThrow(NotFoundResponse::new);
    }

    private static long id(Context ctx) {
        return Requests.id(ctx.pathParam("id"));
    }
}
