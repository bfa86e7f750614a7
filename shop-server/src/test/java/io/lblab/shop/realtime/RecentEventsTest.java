package io.lblab.shop.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
    private final RecentEvents events = new RecentEvents();

    @Test
    void whatWasAddedIsCopiedFromAPlaceOn() {
        add(0, 5);
        assertThat(copied(2, 5)).isEqualTo("2 3 4 ");
        assertThat(copied(5, 5)).isEmpty();
    }

    @Test
    void whatMayHaveBeenOverwrittenIsLost() {
        add(0, RecentEvents.SIZE - 1);
        assertThat(events.isLost(0)).isFalse();
        add(RecentEvents.SIZE - 1, RecentEvents.SIZE);
        assertThat(events.isLost(0)).isTrue();
        assertThat(events.copy(0, 1, new ByteArrayOutputStream())).isFalse();
        assertThat(copied(1, 3)).isEqualTo("1 2 ");
    }

    @Test
    void whatIsCopiedWhileOthersAreAddedIsRightOrSaidToBeLost() {
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> adding =
                CompletableFuture.runAsync(() -> {
                    add(0, 2_000_000);
                    done.set(true);
                });
        int right = 0;
        while (!done.get()) {
            long end = events.end();
            long from = Math.max(0, end - RecentEvents.SIZE + 2);
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            if (from < end && events.copy(from, Math.min(end, from + 3), copy)) {
                assertThat(copy.toString(StandardCharsets.US_ASCII)).startsWith(from + " ");
                right++;
            }
        }
        adding.join();
        assertThat(right).isPositive();
    }

    private void add(int from, int to) {
        for (int i = from; i < to; i++) {
            events.add((i + " ").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private String copied(long from, long to) {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        assertThat(events.copy(from, to, copy)).isTrue();
        return copy.toString(StandardCharsets.US_ASCII);
    }
}
