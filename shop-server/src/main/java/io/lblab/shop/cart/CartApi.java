package io.lblab.shop.cart;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.session.FormGuard;
import io.lblab.shop.session.Sessions;
import io.lblab.shop.web.Answers;
import io.lblab.shop.web.Requests;
import io.lblab.shop.web.Route;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The cart for programs: `/api/cart`. Every answer is the cart as it is then.
public final class CartApi {
    private final Carts carts;
    private final Catalogue catalogue;
    private final FormGuard guard;
    private final Requests requests;
    private final CartAnswers answers;

    public CartApi(
            Carts carts,
            Sessions sessions,
            Catalogue catalogue,
            FormGuard guard,
            Answers answers,
            Requests requests) {
        this.carts = carts;
        this.catalogue = catalogue;
        this.guard = guard;
        this.requests = requests;
        this.answers = new CartAnswers(carts, sessions, answers);
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/api/cart", answers::cart),
                Route.post("/api/cart", this::add),
                Route.put("/api/cart/{product}", this::put),
                Route.delete("/api/cart/{product}", this::remove),
                Route.delete("/api/cart", this::clear));
    }

    /// `POST /api/cart` with `{"product_id":n,"quantity":n}`: so many more.
    private void add(Context ctx) {
        guard.checkOrigin(ctx);
        Optional<JsonNode> body = requests.body(ctx);
        long product =
                body.map(b -> Requests.whole(b, "product_id"))
                        .orElse(OptionalLong.empty())
                        .orElse(-1);
        OptionalLong quantity = quantity(body, 1);
        if (isSold(ctx, product) && isQuantity(ctx, quantity)) {
            answers.changed(ctx, carts.add(ctx, product, (int) quantity.getAsLong()));
        }
    }

    /// `PUT /api/cart/{product}` with `{"quantity":n}`: so many; 0 takes it out.
    private void put(Context ctx) {
        guard.checkOrigin(ctx);
        long product = Requests.id(ctx.pathParam("product"));
        OptionalLong quantity = quantity(requests.body(ctx), 0);
        if (isSold(ctx, product) && isQuantity(ctx, quantity)) {
            answers.changed(ctx, carts.put(ctx, product, (int) quantity.getAsLong()));
        }
    }

    private void remove(Context ctx) {
        guard.checkOrigin(ctx);
        answers.changed(ctx, carts.put(ctx, Requests.id(ctx.pathParam("product")), 0));
    }

    private void clear(Context ctx) {
        guard.checkOrigin(ctx);
        carts.clear(ctx);
        answers.cart(ctx);
    }

    private boolean isSold(Context ctx, long product) {
        boolean sold = catalogue.all().stream().anyMatch(p -> p.id() == product);
        if (!sold) {
            answers.refuse(ctx, 404, "product_not_found");
        }
        return sold;
    }

    private boolean isQuantity(Context ctx, OptionalLong quantity) {
        if (quantity.isEmpty()) {
            answers.refuse(ctx, 400, "invalid_quantity");
        }
        return quantity.isPresent();
    }

    /// Empty when it is no number, or below the least; what is far too many stays far too many.
    private static OptionalLong quantity(Optional<JsonNode> body, int least) {
        OptionalLong sent =
                body.map(b -> Requests.whole(b, "quantity")).orElse(OptionalLong.empty());
        return sent.isPresent() && sent.getAsLong() >= least
                ? OptionalLong.of(Math.min(sent.getAsLong(), Integer.MAX_VALUE))
                : OptionalLong.empty();
    }
}
