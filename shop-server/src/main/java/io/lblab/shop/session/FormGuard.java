package io.lblab.shop.session;

import io.javalin.http.Context;
import io.lblab.shop.web.Refusal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps other sites from acting for a customer. A form carries its session's token; and what a
/// browser says was sent by another site is refused whether there is a session or not, because
/// `SameSite` withholds the cookie from such a request, which then looks like a first visit.
public final class FormGuard {
    /// The form field of the token.
    public static final String FIELD = "token";

    private final Sessions sessions;

    public FormGuard(Sessions sessions) {
        this.sessions = sessions;
    }

    /// Checks a form that may be the first thing a visitor sends: without a session there is
    /// nothing that a token could protect.
    ///
    /// @throws Refusal 403 when another site sent it, or the session's token is not in it
    public void check(Context ctx) {
        checkOrigin(ctx);
        Optional<Session> session = sessions.find(ctx);
        if (session.isPresent() && !carriesToken(ctx, session.get())) {
            throw expired("It was opened in a session that has ended since.");
        }
    }

    /// Checks a form that only a session's page can have.
    ///
    /// @throws Refusal 403 when another site sent it, there is no session, or its token is not in
    ///   it
    public void checkWithSession(Context ctx) {
        check(ctx);
        if (sessions.find(ctx).isEmpty()) {
            boolean elsewhere =
                    sessions.visit(ctx).state() == Visit.State.LOST
                            && sessions.home() == SessionStore.Home.MEMORY;
            throw expired(
                    elsewhere
                            ? "Its session is not in this instance's memory: it lives in another"
                                    + " one's, or has ended."
                            : "Its session has ended, or the browser sends no cookies.");
        }
    }

    /// Checks a request of a program: JSON cannot be sent by a form, so only the origin counts.
    ///
    /// @throws Refusal 403 when another site sent it
    public void checkOrigin(Context ctx) {
        String site = ctx.header("Sec-Fetch-Site");
        String origin = ctx.header("Origin");
        boolean foreign =
                site != null
                        ? !site.equals("same-origin") && !site.equals("none")
                        : origin != null && !isOwn(origin, ctx.header("Host"));
        if (foreign) {
            throw new Refusal(
                    403,
                    "cross_site",
                    "That came from another site.",
                    "Only this shop's own pages may send its forms. Nothing was changed.");
        }
    }

    private static boolean carriesToken(Context ctx, Session session) {
        String sent = ctx.formParam(FIELD);
        return sent != null
                && MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8),
                        session.token().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isOwn(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Refusal expired(String why) {
        return new Refusal(
                403,
                "form_expired",
                "This form is not valid any more.",
                why + " Nothing was changed: open the page again and send the form anew.");
    }
}
