package io.lblab.shop.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.shop.json.Json;
import io.lblab.shop.stock.StockUpdate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SseHubTest {
    private final SseHub hub = new SseHub(new Json(), "1", Duration.ofSeconds(10));

    @Test
    void clientIsToldWhenToComeBackBeforeAnythingElse() throws IOException {
        SseSubscriber subscriber = hub.join();
        hub.publish(new StockUpdate(1, 57));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CompletableFuture<Void> served = serve(subscriber, out);
        awaitText(out, "event: stock\ndata: {\"product_id\":1,\"stock\":57}\n\n");
        hub.close();
        served.join();

        assertThat(text(out))
                .startsWith(
                        "retry: 3000\n\nevent: stock\ndata: {\"product_id\":1,\"stock\":57}\n\n");
    }

    @Test
    void silenceIsFilledWithComments() {
        SseSubscriber subscriber = new SseHub(new Json(), "1", Duration.ofMillis(1)).join();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CompletableFuture<Void> served = serve(subscriber, out);
        awaitText(out, ": keep-alive\n\n: keep-alive\n\n");
        subscriber.close();
        served.join();
    }

    @Test
    void clientThatReadsTooSlowlyIsCutOffAndHoldsUpNobody() throws InterruptedException {
        SseSubscriber subscriber = hub.join();
        CountDownLatch stuck = new CountDownLatch(1);
        CompletableFuture<Void> served = serve(subscriber, neverTaken(stuck));
        stuck.await();

        for (int i = 0; i <= SseSubscriber.QUEUE; i++) {
            hub.publish(new StockUpdate(1, i));
        }

        assertThatThrownBy(served::join).hasRootCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void clientThatComesWhileClosingIsSentAway() {
        hub.close();
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        serve(hub.join(), out).join();

        assertThat(text(out))
                .matches(
                        "retry: 3000\n\nretry: [0-9]+\nevent: bye\ndata: \\{\"instance\":\"1\"}\n\n");
    }

    @Test
    void whoIsToldToGoHearsFirstWhatHappenedBefore() {
        SseSubscriber subscriber = hub.join();
        hub.publish(new StockUpdate(1, 57));
        subscriber.close();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        serve(subscriber, out).join();

        assertThat(text(out)).containsSubsequence("\"stock\":57", "event: bye");
    }

    @Test
    void clientsComeBackAtDifferentTimes() {
        Set<String> farewells = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            SseSubscriber subscriber = hub.join();
            subscriber.close();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            serve(subscriber, out).join();
            farewells.add(text(out).replaceAll("(?s).*retry: |\n.*", ""));
        }
        assertThat(farewells).hasSizeGreaterThan(50);
    }

    @Test
    void stopIsNotHeldUpByAClientThatDoesNotRead() throws InterruptedException {
        SseSubscriber subscriber = hub.join();
        CountDownLatch stuck = new CountDownLatch(1);
        CompletableFuture<Void> served = serve(subscriber, neverTaken(stuck));
        stuck.await();

        hub.close();

        assertThatThrownBy(served::join).hasRootCauseInstanceOf(InterruptedException.class);
    }

    private static OutputStream neverTaken(CountDownLatch stuck) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                stuck.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
    }

    private static CompletableFuture<Void> serve(SseSubscriber subscriber, OutputStream out) {
        CompletableFuture<Void> served = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        subscriber.serve(out);
                        served.complete(null);
                    } catch (IOException e) {
                        served.completeExceptionally(e);
                    }
                });
        return served;
    }

    private static void awaitText(ByteArrayOutputStream out, String text) {
        Awaitility.await(text).atMost(Duration.ofSeconds(5)).until(() -> text(out).contains(text));
    }

    private static String text(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8);
    }
}
