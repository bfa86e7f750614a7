package io.lblab.shop.pages;

import io.javalin.http.Context;
import io.lblab.shop.accounts.Accounts;
import io.lblab.shop.accounts.Customer;
import io.lblab.shop.cart.Carts;
import io.lblab.shop.session.Session;
import io.lblab.shop.session.SessionStore;
import io.lblab.shop.session.Sessions;
import io.lblab.shop.session.Visit;
import io.lblab.shop.store.StoreException;
import java.util.Optional;

/// Makes the frame of a page from what is known of who asks for it.
public final class Frames {
    private static final String SHOP = "Upstream Goods";

    private final String instance;
    private final Sessions sessions;
    private final Carts carts;
    private final Accounts accounts;

    public Frames(String instance, Sessions sessions, Carts carts, Accounts accounts) {
        this.instance = instance;
        this.sessions = sessions;
        this.carts = carts;
        this.accounts = accounts;
    }

    /// The frame of a page. Never throws: what cannot be reached is said to be away.
    ///
    /// @param title of the page, empty for the shop's own
    /// @param place see [Frame#place()]
    Frame of(Context ctx, String title, String place) {
        Visit visit = sessions.visit(ctx);
        Session session = visit.session();
        sessions.forgetLost(ctx);
        return new Frame(
                title.isEmpty() ? SHOP : title + " · " + SHOP,
                instance,
                place,
                home(visit.state()),
                carts.count(ctx),
                customer(ctx).map(Customer::name).orElse(null),
                session == null ? null : session.token(),
                visit.state() == Visit.State.LOST ? lost() : null);
    }

    /// The frame of a page for a request of which nothing is known.
    Frame bare(String title) {
        return new Frame(
                title + " · " + SHOP, instance, "", home(Visit.State.NONE), 0, null, null, null);
    }

    /// The words for a session that is not here.
    private String lost() {
        return isInMemory()
                ? "It lived in another instance's memory, or has ended. Instance "
                        + instance
                        + " remembers its own visitors only, so this cart begins empty. A load"
                        + " balancer that keeps a visitor with one instance (ip_hash), or sessions"
                        + " in Redis (SESSION_STORE=redis), would have kept it."
                : "It has ended: sessions are kept for 24 hours after their last use.";
    }

    private String home(Visit.State state) {
        return switch (state) {
            case AWAY -> "sessions are away just now";
            case NONE, LOST -> "no session yet";
            case FOUND ->
                    isInMemory()
                            ? "session in memory of instance " + instance
                            : "session in Redis, shared by all instances";
        };
    }

    private boolean isInMemory() {
        return sessions.home() == SessionStore.Home.MEMORY;
    }

    private Optional<Customer> customer(Context ctx) {
        try {
            return accounts.of(ctx);
        } catch (StoreException e) {
            return Optional.empty(); // an error page must not fail for the reason it tells
        }
    }
}
