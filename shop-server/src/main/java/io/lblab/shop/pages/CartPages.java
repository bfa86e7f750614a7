package io.lblab.shop.pages;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.lblab.shop.cart.CartStore;
import io.lblab.shop.cart.CartStore.Change;
import io.lblab.shop.cart.Carts;
import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.session.FormGuard;
import io.lblab.shop.session.Sessions;
import io.lblab.shop.session.Visit;
import io.lblab.shop.web.Refusal;
import io.lblab.shop.web.Requests;
import io.lblab.shop.web.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The cart as a page, and the forms that change it. Each form is answered with a redirect to the
/// cart, so that a reload sends nothing twice.
public final class CartPages {
    /// What `?said=` may make the cart page say.
    private static final Map<String, String> WORDS =
            Map.of(
                    "too_many_pieces",
                    "Nothing was changed: a cart takes %d pieces of one product at most."
                            .formatted(CartStore.MOST_PIECES),
                    "too_many_lines",
                    "Nothing was changed: a cart takes %d different products at most."
                            .formatted(CartStore.MOST_LINES),
                    "begun_anew",
                    "Your session was not found here, so a new cart was begun. What was in the one"
                            + " before stayed where that session lives.");

    private final Templates templates;
    private final Frames frames;
    private final Carts carts;
    private final Sessions sessions;
    private final FormGuard guard;
    private final Catalogue catalogue;

    public CartPages(
            Templates templates,
            Frames frames,
            Carts carts,
            Sessions sessions,
            FormGuard guard,
            Catalogue catalogue) {
        this.templates = templates;
        this.frames = frames;
        this.carts = carts;
        this.sessions = sessions;
        this.guard = guard;
        this.catalogue = catalogue;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/cart", this::show),
                Route.post("/cart/add", this::add),
                Route.post("/cart/change", this::change),
                Route.post("/cart/remove", this::remove),
                Route.post("/cart/clear", this::clear));
    }

    private void show(Context ctx) {
        var view = carts.view(ctx);
        String said = ctx.queryParam("said");
        templates.sendPersonal(
                ctx,
                "cart",
                Map.of(
                        "frame",
                        frames.of(ctx, "Cart", "cart"),
                        "cart",
                        view,
                        "said",
                        said == null ? "" : WORDS.getOrDefault(said, "")));
    }

    private void add(Context ctx) {
        guard.check(ctx);
        boolean anew = sessions.visit(ctx).state() == Visit.State.LOST;
        Change change = carts.add(ctx, product(ctx), quantity(ctx, 1));
        redirect(ctx, anew && change == Change.DONE ? "begun_anew" : said(change));
    }

    private void change(Context ctx) {
        guard.check(ctx);
        redirect(ctx, said(carts.put(ctx, product(ctx), quantity(ctx, 0))));
    }

    private void remove(Context ctx) {
        guard.check(ctx);
        redirect(ctx, said(carts.put(ctx, Requests.id(field(ctx, "product_id")), 0)));
    }

    private void clear(Context ctx) {
        guard.check(ctx);
        carts.clear(ctx);
        redirect(ctx, "");
    }

    private long product(Context ctx) {
        long id = Requests.id(field(ctx, "product_id"));
        if (catalogue.all().stream().noneMatch(product -> product.id() == id)) {
            throw new Refusal(
                    404,
                    "product_not_found",
                    "This product is not sold here.",
                    "Nothing was changed in the cart.");
        }
        return id;
    }

    private static int quantity(Context ctx, int least) {
        String text = field(ctx, "quantity");
        int quantity = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
        if (quantity < least) {
            throw new Refusal(
                    400,
                    "invalid_quantity",
                    "That is no quantity.",
                    "It must be a whole number of pieces, from %d to %d. Nothing was changed."
                            .formatted(least, CartStore.MOST_PIECES));
        }
        return quantity;
    }

    private static String field(Context ctx, String name) {
        return Optional.ofNullable(ctx.formParam(name)).orElse("").strip();
    }

    private static String said(Change change) {
        return switch (change) {
            case DONE -> "";
            case TOO_MANY_LINES -> "too_many_lines";
            case TOO_MANY_PIECES -> "too_many_pieces";
        };
    }

    private static void redirect(Context ctx, String said) {
        ctx.redirect(said.isEmpty() ? "/cart" : "/cart?said=" + said, HttpStatus.SEE_OTHER);
    }
}
