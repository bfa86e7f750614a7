package io.lblab.shop.cart;

import io.lblab.shop.session.Session;
import io.lblab.shop.session.SessionStore;
import java.time.Duration;

/// Whose cart it is.
///
/// @param name unique among all owners there ever are
/// @param idle a cart that is not changed for this long is forgotten
public record CartOwner(String name, Duration idle) {
    private static final Duration OF_A_CUSTOMER = Duration.ofDays(30);

    /// The customer's when one is logged in, else the session's own.
    static CartOwner of(Session session) {
        Session.Login login = session.login();
        return login == null ? ofSession(session.id()) : ofCustomer(login);
    }

    public static CartOwner ofSession(String id) {
        return new CartOwner("session:" + id, SessionStore.IDLE);
    }

    public static CartOwner ofCustomer(Session.Login login) {
        return new CartOwner(
                "customer:%d:%d".formatted(login.customer(), login.since()), OF_A_CUSTOMER);
    }
}
