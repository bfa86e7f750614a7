package io.lblab.shop.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ReadsTogetherTest {
    private final ConcurrentLinkedQueue<List<String>> questions = new ConcurrentLinkedQueue<>();

    @Test
    void oneAloneAsksAtOnce() {
        ReadsTogether reads = new ReadsTogether(this::answer);
        assertThat(reads.get("a")).contains("value of a");
        assertThat(reads.get("missing")).isEmpty();
        assertThat(questions).containsExactly(List.of("a"), List.of("missing"));
    }

    @Test
    void thoseWhoComeDuringAQuestionShareTheNext() throws Exception {
        CountDownLatch answerFirst = new CountDownLatch(1);
        AtomicInteger arrived = new AtomicInteger();
        ReadsTogether reads =
                new ReadsTogether(keys -> {
                    if (keys.contains("first")) {
                        await(answerFirst);
                    }
                    return answer(keys);
                });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<String>>> all = new ArrayList<>();
            all.add(threads.submit(() -> reads.get("first")));
            Awaitility.await().until(() -> reads.asking());
            for (int i = 0; i < 30; i++) {
                String key = "k" + i % 3;
                all.add(
                        threads.submit(() -> {
                            arrived.incrementAndGet();
                            return reads.get(key);
                        }));
            }
            Awaitility.await().until(() -> arrived.get() == 30 && reads.waiting() == 3);
            answerFirst.countDown();
            assertThat(all.getFirst().get()).contains("value of first");
            for (int i = 0; i < 30; i++) {
                assertThat(all.get(i + 1).get()).contains("value of k" + i % 3);
            }
        }
        assertThat(questions.peek()).containsExactly("first");
        assertThat(questions.stream().skip(1).findFirst().orElseThrow())
                .containsExactlyInAnyOrder("k0", "k1", "k2");
    }

    @Test
    void nobodyAnswersIsNothingFound() {
        assertThat(new ReadsTogether(keys -> Optional.empty()).get("a")).isEmpty();
    }

    @Test
    void failureReachesWhoAskedAndNobodyLater() {
        ReadsTogether reads =
                new ReadsTogether(keys -> {
                    if (keys.contains("bad")) {
                        throw new IllegalStateException("broken");
                    }
                    return answer(keys);
                });
        assertThatThrownBy(() -> reads.get("bad"))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("broken");
        assertThat(reads.get("good")).contains("value of good");
    }

    private Optional<List<String>> answer(List<String> keys) {
        questions.add(List.copyOf(keys));
        List<String> values = new ArrayList<>();
        for (String key : keys) {
            values.add(key.equals("missing") ? null : "value of " + key);
        }
        return Optional.of(values);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
