package io.lblab.shop.session;

import io.lblab.shop.web.Refusal;

/// The place where sessions and carts are kept cannot be reached.
public final class SessionsAway extends Refusal {
    private static final long serialVersionUID = 1L;

    public SessionsAway() {
        super(
                503,
                "sessions_away",
                "Carts and accounts are away.",
                "The Redis that keeps them cannot be reached just now. Nothing is lost: look again"
                        + " in a moment. The shelves stay open.");
    }
}
