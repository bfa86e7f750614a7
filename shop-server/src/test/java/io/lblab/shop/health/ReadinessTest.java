package io.lblab.shop.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.health.Readiness.State;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final HealthCheck FINE = new HealthCheck("database", () -> HealthCheck.OK);

    @Test
    void readyWhenEverythingAnswers() {
        try (Readiness readiness = of(LONG, FINE, HealthCheck.inProcess("redis"))) {
            State state = readiness.state();
            assertThat(state.ready()).isTrue();
            assertThat(state.checks().toString()).isEqualTo("{database=ok, redis=in-process}");
        }
    }

    @Test
    void whatDoesNotAnswerIsNamedWithTheReason() {
        HealthCheck away =
                new HealthCheck(
                        "redis",
                        () -> {
                            throw new IOException("connection\n refused");
                        });
        try (Readiness readiness = of(LONG, FINE, away)) {
            State state = readiness.state();
            assertThat(state.ready()).isFalse();
            assertThat(state.reason()).isEqualTo("redis cannot be reached");
            assertThat(state.checks().toString())
                    .isEqualTo("{database=ok, redis=connection refused}");
        }
    }

    @Test
    void whatHangsIsWaitedForLessThanASecondHoweverManyHang() {
        AtomicInteger interrupted = new AtomicInteger();
        HealthCheck.Probe hangs =
                () -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.incrementAndGet();
                    }
                    return HealthCheck.OK;
                };
        long begun = System.nanoTime();
        try (Readiness readiness =
                of(LONG, new HealthCheck("redis", hangs), new HealthCheck("kafka", hangs), FINE)) {
            State state = readiness.state();
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(Duration.ofMillis(1_900));
            assertThat(state.reason()).isEqualTo("redis and kafka cannot be reached");
            assertThat(state.checks())
                    .containsEntry("kafka", "no answer within 900 ms")
                    .containsEntry("database", "ok");
        }
    }

    @Test
    void thousandWhoAskAtOnceCostOneRoundOfChecks() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch answer = new CountDownLatch(1);
        HealthCheck slow =
                new HealthCheck(
                        "database",
                        () -> {
                            asked.incrementAndGet();
                            answer.await();
                            return HealthCheck.OK;
                        });
        CyclicBarrier together = new CyclicBarrier(1_001);
        try (Readiness readiness = of(LONG, slow);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<State>> states =
                    IntStream.range(0, 1_000)
                            .mapToObj(i ->
                                    threads.submit(() -> {
                                        together.await();
                                        return readiness.state();
                                    }))
                            .toList();
            together.await();
            answer.countDown();
            for (Future<State> state : states) {
                assertThat(state.get(10, TimeUnit.SECONDS).ready()).isTrue();
            }
            assertThat(readiness.state().ready()).isTrue();
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void whatWasSaidIsForgottenAfterAWhile() {
        AtomicBoolean up = new AtomicBoolean(true);
        HealthCheck check =
                new HealthCheck(
                        "redis",
                        () -> {
                            if (!up.get()) {
                                throw new ExecutionException("gone", null);
                            }
                            return HealthCheck.OK;
                        });
        try (Readiness readiness = of(Duration.ZERO, check)) {
            assertThat(readiness.state().ready()).isTrue();
            up.set(false);
            assertThat(readiness.state().ready()).isFalse();
            up.set(true);
            assertThat(readiness.state().ready()).isTrue();
        }
    }

    @Test
    void stoppingAndBeingToldSoAreReasonsToo() {
        AtomicBoolean wanted = new AtomicBoolean(false);
        try (Readiness readiness = new Readiness(List.of(FINE), wanted::get, LONG)) {
            assertThat(readiness.state().reason()).isEqualTo("set to not ready by /lab/behaviour");
            wanted.set(true);
            assertThat(readiness.state().ready()).isTrue();
            readiness.drain();
            assertThat(readiness.state().reason()).isEqualTo("this instance is stopping");
        }
    }

    private static Readiness of(Duration remembered, HealthCheck... checks) {
        return new Readiness(List.of(checks), () -> true, remembered);
    }
}
