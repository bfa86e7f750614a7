package io.lblab.shop.session;

import io.javalin.http.Context;
import io.lblab.shop.session.Session.Login;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The session of a request. One is made only when something must be kept: a request that needs
/// none gets no cookie, and without a cookie the store is not asked.
public final class Sessions {
    public static final String COOKIE = "shop_session";

    private static final String VISIT = "io.lblab.shop.visit";

    private final SessionStore store;

    public Sessions(SessionStore store) {
        this.store = store;
    }

    public SessionStore.Home home() {
        return store.home();
    }

    /// What the request's cookie means. Asks the store once a request, and never throws.
    public Visit visit(Context ctx) {
        Visit known = ctx.attribute(VISIT);
        if (known != null) {
            return known;
        }
        Visit found = look(ctx);
        ctx.attribute(VISIT, found);
        return found;
    }

    /// The session, if there is one.
    ///
    /// @throws SessionsAway when sessions cannot be reached
    public Optional<Session> find(Context ctx) {
        Visit visit = visit(ctx);
        if (visit.state() == Visit.State.AWAY) {
            throw new SessionsAway();
        }
        return Optional.ofNullable(visit.session());
    }

    /// The session; a new one when there is none.
    ///
    /// @throws SessionsAway when sessions cannot be reached
    public Session open(Context ctx) {
        return find(ctx).orElseGet(() -> begin(ctx, null));
    }

    /// Goes on under a new id as this customer. The id from before the log-in means nothing any
    /// more, whoever knows it.
    ///
    /// @throws SessionsAway when sessions cannot be reached
    public Session logIn(Context ctx, Login login) {
        Optional<Session> before = find(ctx);
        Session session = begin(ctx, login);
        before.ifPresent(old -> store.forget(old.id()));
        return session;
    }

    /// Ends the session; the next one has another id.
    ///
    /// @throws SessionsAway when sessions cannot be reached
    public void logOut(Context ctx) {
        find(ctx).ifPresent(session -> store.forget(session.id()));
        dropCookie(ctx);
        ctx.attribute(VISIT, Visit.NONE);
    }

    /// Tells the browser to forget a session that is not here, so that it is missed once only.
    public void forgetLost(Context ctx) {
        if (visit(ctx).state() == Visit.State.LOST) {
            dropCookie(ctx);
        }
    }

    private Visit look(Context ctx) {
        String id = ctx.cookie(COOKIE);
        if (id == null || id.isEmpty()) {
            return Visit.NONE;
        }
        if (!Session.isId(id)) {
            return Visit.LOST;
        }
        try {
            return store.find(id).map(Visit::of).orElse(Visit.LOST);
        } catch (SessionsAway e) {
            return Visit.AWAY;
        }
    }

    private Session begin(Context ctx, @Nullable Login login) {
        Session session = Session.begin(login);
        store.keep(session);
        setCookie(ctx, session.id(), "");
        ctx.attribute(VISIT, Visit.of(session));
        return session;
    }

    private static void dropCookie(Context ctx) {
        setCookie(ctx, "", "; Max-Age=0");
    }

    private static void setCookie(Context ctx, String value, String more) {
        ctx.header(
                "Set-Cookie",
                "%s=%s; Path=/; HttpOnly; SameSite=Lax%s".formatted(COOKIE, value, more));
    }
}
