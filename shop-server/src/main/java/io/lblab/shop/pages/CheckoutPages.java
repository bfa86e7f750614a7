package io.lblab.shop.pages;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.lblab.shop.accounts.Accounts;
import io.lblab.shop.accounts.Customer;
import io.lblab.shop.cart.CartView;
import io.lblab.shop.cart.Carts;
import io.lblab.shop.checkout.Address;
import io.lblab.shop.checkout.Card;
import io.lblab.shop.checkout.Checkout;
import io.lblab.shop.checkout.CheckoutKey;
import io.lblab.shop.checkout.Outcome;
import io.lblab.shop.session.FormGuard;
import io.lblab.shop.session.Sessions;
import io.lblab.shop.web.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where to, with which card, and the order is placed.
public final class CheckoutPages {
    private final Templates templates;
    private final Frames frames;
    private final Checkout checkout;
    private final Carts carts;
    private final Sessions sessions;
    private final Accounts accounts;
    private final FormGuard guard;

    public CheckoutPages(
            Templates templates,
            Frames frames,
            Checkout checkout,
            Carts carts,
            Sessions sessions,
            Accounts accounts,
            FormGuard guard) {
        this.templates = templates;
        this.frames = frames;
        this.checkout = checkout;
        this.carts = carts;
        this.sessions = sessions;
        this.accounts = accounts;
        this.guard = guard;
    }

    public List<Route> routes() {
        return List.of(Route.get("/checkout", this::open), Route.post("/checkout", this::order));
    }

    private void open(Context ctx) {
        Optional<Customer> customer = customer(ctx);
        CartView cart = carts.view(ctx);
        if (customer.isEmpty()) {
            logInFirst(ctx);
        } else if (cart.isEmpty()) {
            ctx.redirect("/cart", HttpStatus.SEE_OTHER);
        } else {
            Address address = new Address(customer.get().name(), "", "", "", "");
            show(ctx, cart, Checkout.key(cart), address, List.of());
        }
    }

    private void order(Context ctx) {
        guard.checkWithSession(ctx);
        Optional<Customer> customer = customer(ctx);
        if (customer.isEmpty()) {
            logInFirst(ctx);
            return;
        }
        Checkout.Form form = form(ctx);
        switch (checkout.order(ctx, customer.get(), form)) {
            case Outcome.Placed(long id) -> ctx.redirect("/orders/" + id, HttpStatus.SEE_OTHER);
            case Outcome.Refused(int status, List<String> words, CheckoutKey key) -> {
                CartView cart = carts.view(ctx);
                if (cart.isEmpty()) {
                    ctx.redirect("/cart", HttpStatus.SEE_OTHER);
                } else {
                    ctx.status(status);
                    show(ctx, cart, key, form.address(), words);
                }
            }
        }
    }

    private Optional<Customer> customer(Context ctx) {
        return sessions.find(ctx).flatMap(_ -> accounts.of(ctx));
    }

    private static void logInFirst(Context ctx) {
        ctx.redirect("/login?next=/checkout", HttpStatus.SEE_OTHER);
    }

    private void show(
            Context ctx, CartView cart, CheckoutKey key, Address address, List<String> refused) {
        templates.sendPersonal(
                ctx,
                "checkout",
                Map.of(
                        "frame",
                        frames.of(ctx, "Checkout", "cart"),
                        "cart",
                        cart,
                        "key",
                        key.text(),
                        "address",
                        address,
                        "refused",
                        refused));
    }

    private static Checkout.Form form(Context ctx) {
        return new Checkout.Form(
                field(ctx, "key"),
                field(ctx, "total"),
                new Address(
                        field(ctx, "name"),
                        field(ctx, "street"),
                        field(ctx, "postcode"),
                        field(ctx, "city"),
                        field(ctx, "country")),
                new Card(field(ctx, "card"), field(ctx, "expiry"), field(ctx, "code")));
    }

    private static String field(Context ctx, String name) {
        return Optional.ofNullable(ctx.formParam(name)).orElse("");
    }
}
