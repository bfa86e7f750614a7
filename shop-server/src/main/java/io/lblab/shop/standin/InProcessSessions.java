package io.lblab.shop.standin;

import io.lblab.shop.session.Session;
import io.lblab.shop.session.SessionStore;
import java.time.InstantSource;
import java.util.Optional;

/// Sessions in the memory of this process: no other instance knows them, and they end with it.
public final class InProcessSessions implements SessionStore {
    static final int MOST = 10_000;

    private final Bounded<Session> sessions;

    public InProcessSessions(InstantSource clock) {
        this.sessions = new Bounded<>(MOST, clock);
    }

    @Override
    public Home home() {
        return Home.MEMORY;
    }

    @Override
    public Optional<Session> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    @Override
    public void keep(Session session) {
        sessions.put(session.id(), session, IDLE);
    }

    @Override
    public void forget(String id) {
        sessions.remove(id);
    }
}
