package io.lblab.shop.pages;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.lblab.shop.accounts.Accounts;
import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.orders.Order;
import io.lblab.shop.orders.OrderState;
import io.lblab.shop.orders.OrderTable;
import io.lblab.shop.payments.OrderDesk;
import io.lblab.shop.store.Database;
import io.lblab.shop.web.Refusal;
import io.lblab.shop.web.Requests;
import io.lblab.shop.web.Route;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everybody's orders, and moving them on.
public final class AdminOrderPages {
    private static final int PAGE = 25;
    private static final String ORDERS = "/admin/orders";
    private static final String ORDER = ORDERS + "/{id}";
    private static final String REASON = "cancelled by the shop";
    private static final Map<String, String> WORDS =
            Map.of(
                    "shipped", "is shipped.",
                    "delivered", "is delivered.",
                    "cancelled", "is cancelled.",
                    "too_late", "was left as it is: it has moved on meanwhile.");

    private final Templates templates;
    private final Frames frames;
    private final AdminGate gate;
    private final Database database;
    private final Accounts accounts;
    private final OrderDesk desk;
    private final OrderViews views;

    public AdminOrderPages(
            Templates templates,
            Frames frames,
            AdminGate gate,
            Database database,
            Catalogue catalogue,
            Accounts accounts,
            OrderDesk desk) {
        this.templates = templates;
        this.frames = frames;
        this.gate = gate;
        this.database = database;
        this.accounts = accounts;
        this.desk = desk;
        this.views = new OrderViews(catalogue, database);
    }

    public List<Route> routes() {
        return List.of(
                gate.get(ORDERS, this::list),
                gate.get(ORDER, this::show),
                gate.post(ORDER + "/ship", ctx -> move(ctx, "shipped", desk::ship)),
                gate.post(ORDER + "/deliver", ctx -> move(ctx, "delivered", desk::deliver)),
                gate.post(ORDER + "/cancel", ctx -> move(ctx, "cancelled", this::cancel)));
    }

    private void list(Context ctx) {
        Optional<OrderState> state = state(text(ctx.queryParam("state")));
        long before = before(text(ctx.queryParam("before")));
        // One more than shown tells whether there are older ones.
        List<Order> found = database.read(c -> OrderTable.latest(c, state, before, PAGE + 1));
        List<AdminOrder> orders =
                views.of(found.stream().limit(PAGE).toList(), false).stream()
                        .map(this::withCustomer)
                        .toList();
        templates.sendPersonal(
                ctx,
                "admin/orders",
                Map.of(
                        "frame",
                        frames.of(ctx, "Orders", "account"),
                        "list",
                        new OrderList(
                                orders,
                                state,
                                before == Long.MAX_VALUE ? 0 : before,
                                found.size() > PAGE),
                        "said",
                        said(ctx)));
    }

    private void show(Context ctx) {
        Order order =
                database.read(c -> OrderTable.find(c, id(ctx))).orElseThrow(NotFoundResponse::new);
        templates.sendPersonal(
                ctx,
                "admin/order",
                Map.of(
                        "frame",
                        frames.of(ctx, "Order " + order.id(), "account"),
                        "order",
                        withCustomer(views.of(List.of(order), false).getFirst()),
                        "said",
                        said(ctx)));
    }

    /// Moves an order on, and shows where it was asked for what became of it.
    private void move(Context ctx, String done, Move move) {
        long id = id(ctx);
        if (database.read(c -> OrderTable.find(c, id)).isEmpty()) {
            throw new NotFoundResponse();
        }
        String said = "said=%s&order=%d".formatted(move.of(id) ? done : "too_late", id);
        String from = text(ctx.formParam("from"));
        ctx.redirect(
                from.equals("list")
                        ? "%s?state=%s&before=%s&%s"
                                .formatted(
                                        ORDERS,
                                        state(text(ctx.formParam("state")))
                                                .map(OrderState::text)
                                                .orElse(""),
                                        text(ctx.formParam("before")).replaceAll("[^0-9]", ""),
                                        said)
                        : "%s/%d?%s".formatted(ORDERS, id, said),
                HttpStatus.SEE_OTHER);
    }

    private interface Move {
        /// False when the order does not stand where it would have to.
        boolean of(long id);
    }

    private boolean cancel(long id) {
        return desk.cancelPending(id, REASON) || desk.cancelPaid(id, REASON);
    }

    private AdminOrder withCustomer(OrderView view) {
        return new AdminOrder(
                view,
                view.order().customer().isPresent()
                        ? accounts.find(view.order().customer().getAsLong())
                        : Optional.empty());
    }

    private static String said(Context ctx) {
        String words = WORDS.get(text(ctx.queryParam("said")));
        long order = Requests.id(text(ctx.queryParam("order")));
        return words == null || order < 0 ? "" : "Order %d %s".formatted(order, words);
    }

    private static Optional<OrderState> state(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                OrderState.named(text)
                        .orElseThrow(() ->
                                new Refusal(
                                        400,
                                        "invalid_state",
                                        "No order stands there.",
                                        "The state must be one of %s, or nothing."
                                                .formatted(
                                                        Arrays.stream(OrderState.values())
                                                                .map(OrderState::text)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", "))))));
    }

    private static long before(String text) {
        long id = Requests.id(text);
        return id > 0 ? id : Long.MAX_VALUE;
    }

    private static long id(Context ctx) {
        return Requests.id(ctx.pathParam("id"));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
