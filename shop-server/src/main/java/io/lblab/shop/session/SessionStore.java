package io.lblab.shop.session;

import java.time.Duration;
import java.util.Optional;

/// Where sessions are kept. Every method throws [SessionsAway] when the place cannot be reached.
public interface SessionStore {
    /// A session that nobody asked for in this time is forgotten.
    Duration IDLE = Duration.ofHours(24);

    /// Where a session lives, as the pages tell it.
    enum Home {
        /// In Redis: any instance knows it.
        REDIS,
        /// In the memory of this process: no other instance knows it.
        MEMORY
    }

    Home home();

    /// Finds a session and begins its idle time anew, give or take a minute.
    Optional<Session> find(String id);

    void keep(Session session);

    void forget(String id);
}
