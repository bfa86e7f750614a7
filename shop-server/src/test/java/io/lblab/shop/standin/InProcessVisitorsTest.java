package io.lblab.shop.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.accounts.AttemptLimit;
import io.lblab.shop.cart.CartStore;
import io.lblab.shop.session.Session;
import io.lblab.shop.session.SessionStore;
import io.lblab.shop.session.VisitorStoresContract;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class InProcessVisitorsTest extends VisitorStoresContract {
    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now;
    private final SessionStore sessions = new InProcessSessions(clock);
    private final CartStore carts = new InProcessCarts(clock);
    private final AttemptLimit attempts = new InProcessAttempts(clock);

    @Override
    protected SessionStore sessions() {
        return sessions;
    }

    @Override
    protected CartStore carts() {
        return carts;
    }

    @Override
    protected AttemptLimit attempts() {
        return attempts;
    }

    @Override
    protected void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void sessionsBeyondTheBoundPushOutTheLongestUnused() {
        Session first = new Session("first", "token", null);
        Session second = new Session("second", "token", null);
        sessions.keep(first);
        sessions.keep(second);
        for (int i = 0; i < InProcessSessions.MOST - 2; i++) {
            sessions.keep(new Session("session-" + i, "token", null));
        }
        assertThat(sessions.find("first")).isPresent();

        sessions.keep(new Session("one more", "token", null));
        assertThat(sessions.find("second")).isEmpty();
        assertThat(sessions.find("first")).isPresent();
    }

    @Test
    void idleOnesAreForgottenWithoutAnybodyAsking() {
        Bounded<String> bounded = new Bounded<>(100, clock);
        for (int i = 0; i < 50; i++) {
            bounded.put("key-" + i, "value", Duration.ofMinutes(1));
        }
        pass(Duration.ofMinutes(2));
        bounded.put("new", "value", Duration.ofMinutes(1));

        assertThat(bounded.size()).isEqualTo(1);
    }
}
