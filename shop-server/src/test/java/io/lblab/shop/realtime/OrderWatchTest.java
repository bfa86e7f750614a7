package io.lblab.shop.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.orders.OrderChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OrderWatchTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final OrderWatch watch = new OrderWatch();

    @Test
    void newsOfAnOrderWakesAllWhoWaitForItAndNobodyElse() throws Exception {
        try (var first = watch.watch(1);
                var second = watch.watch(1);
                var other = watch.watch(2)) {
            CompletableFuture<Boolean> asleep =
                    CompletableFuture.supplyAsync(() -> awaitLong(other));
            watch.moved(new OrderChannel.Update(1, "paid"));

            assertThat(first.await(LONG)).isTrue();
            assertThat(second.await(LONG)).isTrue();
            assertThat(asleep).isNotDone();
            watch.moved(new OrderChannel.Update(2, "paid"));
            assertThat(asleep.get()).isTrue();
        }
    }

    @Test
    void newsThatCameBeforeTheWaitIsNotMissed() throws Exception {
        try (var watcher = watch.watch(1)) {
            watch.moved(new OrderChannel.Update(1, "paid"));
            watch.moved(new OrderChannel.Update(1, "shipped"));

            assertThat(watcher.await(LONG)).isTrue();
            assertThat(watcher.await(Duration.ofMillis(1))).isTrue(); // both were one waking
        }
    }

    @Test
    void closingLetsAllGo() throws Exception {
        try (var watcher = watch.watch(1)) {
            CompletableFuture<Boolean> waiting =
                    CompletableFuture.supplyAsync(() -> awaitLong(watcher));
            watch.close();

            assertThat(waiting.get()).isFalse();
            assertThat(watcher.await(LONG)).isFalse();
        }
    }

    @Test
    void whoHasLeftIsForgotten() {
        watch.watch(1).close();
        try (var _ = watch.watch(1)) {
            assertThat(watch.size()).isEqualTo(1);
        }
        assertThat(watch.size()).isZero();
    }

    private static boolean awaitLong(OrderWatch.Watcher watcher) {
        try {
            return watcher.await(LONG);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
