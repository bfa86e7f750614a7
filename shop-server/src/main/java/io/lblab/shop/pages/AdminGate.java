package io.lblab.shop.pages;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.lblab.shop.accounts.Accounts;
import io.lblab.shop.accounts.Customer;
import io.lblab.shop.session.FormGuard;
import io.lblab.shop.session.Sessions;
import io.lblab.shop.web.Refusal;
import io.lblab.shop.web.Route;
import java.util.Optional;

/// Lets admins pass. Who is not logged in is sent to do that and comes back; anybody else gets a
/// 403. Forms are checked for their token here, so that none can be forgotten.
public final class AdminGate {
    private final Sessions sessions;
    private final Accounts accounts;
    private final FormGuard guard;

    public AdminGate(Sessions sessions, Accounts accounts, FormGuard guard) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.guard = guard;
    }

    /// A page for admins.
    Route get(String path, Handler handler) {
        return Route.get(path, ctx -> pass(ctx, handler));
    }

    /// A form for admins.
    Route post(String path, Handler handler) {
        return Route.post(
                path,
                ctx -> {
                    guard.checkWithSession(ctx);
                    pass(ctx, handler);
                });
    }

    private void pass(Context ctx, Handler handler) throws Exception {
        Optional<Customer> customer = sessions.find(ctx).flatMap(_ -> accounts.of(ctx));
        if (customer.isEmpty()) {
            String back = ctx.method().name().equals("GET") ? ctx.path() : "/admin";
            ctx.redirect("/login?next=" + LocalPath.of(back, "/admin"), HttpStatus.SEE_OTHER);
        } else if (customer.get().isAdmin()) {
            handler.handle(ctx);
        } else {
            throw new Refusal(
                    403,
                    "forbidden",
                    "This is for the shop's people.",
                    "Your account may buy here, not run the shop. An admin's account may do both.");
        }
    }
}
