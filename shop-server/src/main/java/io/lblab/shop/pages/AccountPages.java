package io.lblab.shop.pages;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.lblab.shop.accounts.Accounts;
import io.lblab.shop.accounts.Accounts.LogIn;
import io.lblab.shop.accounts.Accounts.Registration;
import io.lblab.shop.accounts.Customer;
import io.lblab.shop.cart.Carts;
import io.lblab.shop.session.FormGuard;
import io.lblab.shop.session.Sessions;
import io.lblab.shop.web.ClientAddress;
import io.lblab.shop.web.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Registering, logging in and out, and the customer's own page.
public final class AccountPages {
    private static final String ACCOUNT = "/account";

    private final Templates templates;
    private final Frames frames;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Carts carts;
    private final FormGuard guard;

    public AccountPages(
            Templates templates,
            Frames frames,
            Accounts accounts,
            Sessions sessions,
            Carts carts,
            FormGuard guard) {
        this.templates = templates;
        this.frames = frames;
        this.accounts = accounts;
        this.sessions = sessions;
        this.carts = carts;
        this.guard = guard;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/login", ctx -> form(ctx, "login")),
                Route.post("/login", this::logIn),
                Route.get("/register", ctx -> form(ctx, "register")),
                Route.post("/register", this::register),
                Route.post("/logout", this::logOut),
                Route.get(ACCOUNT, this::account));
    }

    private void form(Context ctx, String template) {
        if (sessions.find(ctx).isPresent() && accounts.of(ctx).isPresent()) {
            ctx.redirect(next(ctx), HttpStatus.SEE_OTHER);
            return;
        }
        show(ctx, template, "");
    }

    private void logIn(Context ctx) {
        guard.checkWithSession(ctx);
        LogIn result =
                accounts.logIn(field(ctx, "email"), field(ctx, "password"), ClientAddress.of(ctx));
        switch (result) {
            case LogIn.Done(Customer customer) -> welcome(ctx, customer);
            case LogIn.Wrong() -> {
                ctx.status(422);
                show(ctx, "login", "E-mail address and password do not fit together.");
            }
            case LogIn.Wait(Duration duration) -> {
                long seconds = duration.plusMillis(999).toSeconds();
                ctx.status(429).header("Retry-After", Long.toString(seconds));
                show(
                        ctx,
                        "login",
                        "Too many failed log-ins. Try again in %d %s."
                                .formatted(
                                        (seconds + 59) / 60, seconds > 60 ? "minutes" : "minute"));
            }
        }
    }

    private void register(Context ctx) {
        guard.checkWithSession(ctx);
        Registration result =
                accounts.register(field(ctx, "name"), field(ctx, "email"), field(ctx, "password"));
        switch (result) {
            case Registration.Done(Customer customer) -> welcome(ctx, customer);
            case Registration.Refused(String words) -> {
                ctx.status(422);
                show(ctx, "register", words);
            }
        }
    }

    private void logOut(Context ctx) {
        guard.checkWithSession(ctx);
        sessions.logOut(ctx);
        ctx.redirect("/", HttpStatus.SEE_OTHER);
    }

    private void account(Context ctx) {
        Optional<Customer> customer = sessions.find(ctx).flatMap(_ -> accounts.of(ctx));
        if (customer.isEmpty()) {
            ctx.redirect("/login?next=" + ACCOUNT, HttpStatus.SEE_OTHER);
            return;
        }
        templates.sendPersonal(
                ctx,
                "account",
                Map.of(
                        "frame",
                        frames.of(ctx, "Your account", "account"),
                        "customer",
                        customer.get()));
    }

    private void welcome(Context ctx, Customer customer) {
        carts.bring(ctx, customer.login());
        sessions.logIn(ctx, customer.login());
        ctx.redirect(next(ctx), HttpStatus.SEE_OTHER);
    }

    private void show(Context ctx, String template, String refused) {
        sessions.open(ctx);
        templates.sendPersonal(
                ctx,
                template,
                Map.of(
                        "frame",
                        frames.of(
                                ctx,
                                template.equals("login") ? "Log in" : "Create an account",
                                "account"),
                        "refused",
                        refused,
                        "name",
                        field(ctx, "name"),
                        "email",
                        field(ctx, "email"),
                        "next",
                        LocalPath.of(sent(ctx, "next"), "")));
    }

    private static String next(Context ctx) {
        return LocalPath.of(sent(ctx, "next"), ACCOUNT);
    }

    /// Of the form, or of the query before there is one.
    private static String sent(Context ctx, String name) {
        return Optional.ofNullable(ctx.formParam(name))
                .or(() -> Optional.ofNullable(ctx.queryParam(name)))
                .orElse("");
    }

    private static String field(Context ctx, String name) {
        return Optional.ofNullable(ctx.formParam(name)).orElse("");
    }
}
