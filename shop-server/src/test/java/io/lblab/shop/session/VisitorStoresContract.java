package io.lblab.shop.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.accounts.AttemptLimit;
import io.lblab.shop.cart.CartOwner;
import io.lblab.shop.cart.CartStore;
import io.lblab.shop.cart.CartStore.Change;
import io.lblab.shop.session.Session.Login;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What sessions, carts and counted attempts must do wherever they live.
public abstract class VisitorStoresContract {
    private static final CartOwner CART = CartOwner.ofSession("x".repeat(32));
    private static final CartOwner CUSTOMERS_CART = CartOwner.ofCustomer(new Login(7, 1_000));

    protected abstract SessionStore sessions();

    protected abstract CartStore carts();

    protected abstract AttemptLimit attempts();

    /// Lets so much time pass.
    protected abstract void pass(Duration time);

    @Test
    void sessionIsFoundUntilItIsForgotten() {
        Session session = Session.begin(new Login(3, 4_711));
        sessions().keep(session);

        assertThat(sessions().find(session.id())).contains(session);
        assertThat(sessions().find(Session.begin(null).id())).isEmpty();

        sessions().forget(session.id());
        assertThat(sessions().find(session.id())).isEmpty();
    }

    @Test
    void sessionOfNobodyHasNoLogin() {
        Session session = Session.begin(null);
        sessions().keep(session);

        assertThat(sessions().find(session.id())).contains(session);
    }

    @Test
    void sessionInUseStaysAndAnIdleOneGoes() {
        Session used = Session.begin(null);
        Session idle = Session.begin(null);
        sessions().keep(used);
        sessions().keep(idle);
        carts().add(CartOwner.ofSession(used.id()), 1, 1);

        for (int i = 0; i < 3; i++) {
            pass(Duration.ofHours(10));
            assertThat(sessions().find(used.id())).isPresent();
            assertThat(carts().find(CartOwner.ofSession(used.id())).count()).isEqualTo(1);
        }
        assertThat(sessions().find(idle.id())).isEmpty();
    }

    @Test
    void cartAddsSetsAndRemoves() {
        assertThat(carts().find(CART).count()).isZero();

        assertThat(carts().add(CART, 1, 2)).isEqualTo(Change.DONE);
        assertThat(carts().add(CART, 1, 3)).isEqualTo(Change.DONE);
        assertThat(carts().put(CART, 2, 4)).isEqualTo(Change.DONE);
        assertThat(carts().find(CART).pieces()).isEqualTo(Map.of(1L, 5, 2L, 4));
        assertThat(carts().find(CART).count()).isEqualTo(9);

        carts().remove(CART, 1);
        carts().remove(CART, 99);
        assertThat(carts().find(CART).pieces()).isEqualTo(Map.of(2L, 4));

        carts().clear(CART);
        assertThat(carts().find(CART).pieces()).isEmpty();
    }

    @Test
    void everyChangeGivesTheCartAnotherVersionAndReadingDoesNot() {
        carts().add(CART, 1, 2);
        String first = carts().find(CART).version();
        assertThat(carts().find(CART).version()).isEqualTo(first).isNotEmpty();

        carts().put(CART, 1, 3);
        String second = carts().find(CART).version();
        carts().add(CART, 2, 1);
        String third = carts().find(CART).version();
        carts().remove(CART, 2);
        String fourth = carts().find(CART).version();

        assertThat(Set.of(first, second, third, fourth)).hasSize(4);
    }

    @Test
    void cartIsEmptiedOnlyAtTheVersionThatWasOrdered() {
        carts().add(CART, 1, 2);
        String ordered = carts().find(CART).version();
        carts().add(CART, 2, 1);

        carts().clear(CART, ordered);
        assertThat(carts().find(CART).count()).isEqualTo(3);

        carts().clear(CART, carts().find(CART).version());
        assertThat(carts().find(CART).count()).isZero();
        carts().clear(CART, ordered);
    }

    @Test
    void moreThanNinetyNinePiecesAreRefusedAndNothingChanges() {
        assertThat(carts().put(CART, 1, 99)).isEqualTo(Change.DONE);
        assertThat(carts().add(CART, 1, 1)).isEqualTo(Change.TOO_MANY_PIECES);
        assertThat(carts().put(CART, 2, 100)).isEqualTo(Change.TOO_MANY_PIECES);

        assertThat(carts().find(CART).pieces()).isEqualTo(Map.of(1L, 99));
    }

    @Test
    void fiftyFirstProductIsRefusedAndNothingChanges() {
        for (long product = 1; product <= 50; product++) {
            assertThat(carts().add(CART, product, 1)).isEqualTo(Change.DONE);
        }
        assertThat(carts().add(CART, 51, 1)).isEqualTo(Change.TOO_MANY_LINES);
        assertThat(carts().add(CART, 50, 1)).isEqualTo(Change.DONE);

        assertThat(carts().find(CART).pieces()).hasSize(50).containsEntry(50L, 2);
    }

    @Test
    void cartsAreAddedUpWithinTheLimits() {
        carts().add(CUSTOMERS_CART, 1, 90);
        for (long product = 2; product <= 49; product++) {
            carts().add(CUSTOMERS_CART, product, 1);
        }
        carts().add(CART, 1, 20);
        carts().add(CART, 2, 5);
        carts().add(CART, 100, 3);
        carts().add(CART, 101, 3);

        carts().merge(CART, CUSTOMERS_CART);

        assertThat(carts().find(CART).count()).isZero();
        assertThat(carts().find(CUSTOMERS_CART).pieces())
                .hasSize(50)
                .containsEntry(1L, 99)
                .containsEntry(2L, 6)
                .containsEntry(3L, 1)
                .containsEntry(100L, 3);

        String version = carts().find(CUSTOMERS_CART).version();
        carts().merge(CART, CUSTOMERS_CART);
        assertThat(carts().find(CUSTOMERS_CART).version()).isEqualTo(version);
    }

    @Test
    void customersCartOutlivesTheSession() {
        carts().add(CUSTOMERS_CART, 1, 1);
        carts().add(CART, 1, 1);
        pass(Duration.ofDays(2));

        assertThat(carts().find(CART).count()).isZero();
        assertThat(carts().find(CUSTOMERS_CART).count()).isEqualTo(1);
        pass(Duration.ofDays(31));
        assertThat(carts().find(CUSTOMERS_CART).count()).isZero();
    }

    @Test
    void accountMadeAnewUnderTheSameNumberHasAnotherCart() {
        carts().add(CUSTOMERS_CART, 1, 1);

        assertThat(carts().find(CartOwner.ofCustomer(new Login(7, 2_000))).count()).isZero();
    }

    @Test
    void parallelAddsLoseNothing() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 90; i++) {
                int product = i % 2;
                threads.execute(() -> carts().add(CART, product, 1));
            }
        }
        assertThat(carts().find(CART).pieces()).isEqualTo(Map.of(0L, 45, 1L, 45));
    }

    @Test
    void attemptsAreCountedUntilTheirWindowEnds() {
        Duration window = Duration.ofMinutes(15);
        for (int i = 0; i < 3; i++) {
            assertThat(attempts().begin("a", 3, window)).isEmpty();
        }
        assertThat(attempts().begin("a", 3, window).orElseThrow())
                .isBetween(Duration.ofMinutes(14), window);
        assertThat(attempts().begin("b", 3, window)).isEmpty();

        attempts().undo("a");
        assertThat(attempts().begin("a", 3, window)).isEmpty();
        attempts().forget("a");
        for (int i = 0; i < 3; i++) {
            assertThat(attempts().begin("a", 3, window)).isEmpty();
            pass(Duration.ofMinutes(4));
        }
        assertThat(attempts().begin("a", 3, window).orElseThrow())
                .isLessThanOrEqualTo(Duration.ofMinutes(3));
        pass(Duration.ofMinutes(4));
        assertThat(attempts().begin("a", 3, window)).isEmpty();
    }

    @Test
    void undoingWhatWasNeverBegunCountsNothing() {
        attempts().undo("c");
        assertThat(attempts().begin("c", 1, Duration.ofMinutes(1))).isEmpty();
        assertThat(attempts().begin("c", 1, Duration.ofMinutes(1))).isPresent();
    }

    @Test
    void parallelAttemptsAreNotLetThroughTogether() {
        var allowed = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                threads.execute(() -> {
                    if (attempts().begin("d", 5, Duration.ofMinutes(1)).isEmpty()) {
                        allowed.incrementAndGet();
                    }
                });
            }
        }
        assertThat(allowed).hasValue(5);
    }
}
