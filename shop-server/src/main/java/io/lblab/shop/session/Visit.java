package io.lblab.shop.session;

import org.jspecify.annotations.Nullable;

/// What a request's cookie turned out to mean.
///
/// @param session null unless it was found
public record Visit(State state, @Nullable Session session) {
    static final Visit NONE = new Visit(State.NONE, null);
    static final Visit LOST = new Visit(State.LOST, null);
    static final Visit AWAY = new Visit(State.AWAY, null);

    /// How the search for the session went.
    public enum State {
        /// No cookie came.
        NONE,
        /// The session is here.
        FOUND,
        /// A cookie came, and its session is not here: it has ended, or lives in the memory of
        /// another instance.
        LOST,
        /// Sessions cannot be reached.
        AWAY
    }

    static Visit of(Session session) {
        return new Visit(State.FOUND, session);
    }
}
