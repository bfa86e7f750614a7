package io.lblab.shop.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.shop.json.Json;
import io.lblab.shop.stock.StockUpdate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SseHubTest {
    private final SseHub hub = new SseHub(new Json(), "1", Duration.ofSeconds(10));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void clientIsToldWhenToComeBackBeforeAnythingElse() {
        CompletableFuture<Void> ended = hub.join(out);
        hub.publish(new StockUpdate(1, 57));
        awaitText("stock\":57");
        hub.close();
        ended.join();

        assertThat(text(out))
                .startsWith(
                        "retry: 3000\n\nevent: stock\ndata: {\"product_id\":1,\"stock\":57}\n\n");
        assertThat(hub.size()).isZero();
    }

    @Test
    void everyChangeComesOnceAndInOrder() {
        CompletableFuture<Void> ended = hub.join(out);
        StringBuilder expected = new StringBuilder("retry: 3000\n\n");
        for (int stock = 0; stock < 500; stock++) {
            hub.publish(new StockUpdate(1, stock));
            expected.append(
                    "event: stock\ndata: {\"product_id\":1,\"stock\":%d}\n\n".formatted(stock));
        }
        hub.close();
        ended.join();

        assertThat(text(out)).startsWith(expected);
    }

    @Test
    void silenceIsFilledWithComments() {
        try (SseHub impatient = new SseHub(new Json(), "1", Duration.ofMillis(20))) {
            var _ = impatient.join(out);
            awaitText(": keep-alive\n\n: keep-alive\n\n");
        }
    }

    @Test
    void clientThatReadsTooSlowlyIsCutOffAndHoldsUpNobody() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CompletableFuture<Void> deaf = hub.join(neverTaken(stuck));
        var _ = hub.join(out);
        stuck.await();

        for (int stock = 1; stock <= RecentEvents.SIZE; stock++) {
            hub.publish(new StockUpdate(1, stock));
            if (stock % 512 == 0) {
                awaitText("\"stock\":%d}".formatted(stock));
            }
        }

        assertCutOff(deaf);
        assertThat(hub.size()).isOne();
    }

    @Test
    void clientThatComesWhileClosingIsSentAway() {
        hub.close();

        hub.join(out).join();

        assertThat(text(out))
                .matches(
                        "retry: 3000\n\nretry: [0-9]+\nevent: bye\ndata: \\{\"instance\":\"1\"}\n\n");
    }

    @Test
    void nothingIsSentAfterTheFarewell() {
        CompletableFuture<Void> ended = hub.join(out);
        hub.close();
        ended.join();
        hub.publish(new StockUpdate(1, 57));

        assertThat(text(out)).endsWith("\"1\"}\n\n");
    }

    @Test
    void clientsComeBackAtDifferentTimes() {
        hub.close();
        Set<String> farewells = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            ByteArrayOutputStream one = new ByteArrayOutputStream();
            hub.join(one).join();
            farewells.add(text(one).replaceAll("(?s).*retry: |\n.*", ""));
        }
        assertThat(farewells).hasSizeGreaterThan(50);
    }

    @Test
    void stopIsNotHeldUpByAClientThatDoesNotRead() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CompletableFuture<Void> deaf = hub.join(neverTaken(stuck));
        stuck.await();

        hub.close();

        assertCutOff(deaf);
    }

    private static void assertCutOff(CompletableFuture<Void> stream) {
        assertThatThrownBy(() -> stream.get(10, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(InterruptedException.class);
    }

    private static OutputStream neverTaken(CountDownLatch stuck) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                stuck.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw (IOException) new InterruptedIOException().initCause(e);
                }
            }
        };
    }

    private void awaitText(String text) {
        Awaitility.await(text)
                .atMost(Duration.ofSeconds(5))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> text(out).contains(text));
    }

    private static String text(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8);
    }
}
