package io.lblab.shop.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/// Says whether this instance should be sent requests. However many ask, the checks are made once
/// and what they said is remembered for a moment.
public final class Readiness implements AutoCloseable {
    private final List<HealthCheck> checks;
    private final BooleanSupplier wanted;
    private final Duration remembered;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<Round> latest = new AtomicReference<>(Round.longAgo());
    private volatile boolean draining;

    /// The checks made for everybody who asks at the same time.
    private static final class Round {
        final CompletableFuture<Checkup> checkup = new CompletableFuture<>();
        volatile long ended;

        static Round longAgo() {
            Round round = new Round();
            long yesterday = System.nanoTime() - Duration.ofDays(1).toNanos();
            round.end(new Checkup(Map.of(), List.of()), yesterday);
            return round;
        }

        void end(Checkup said, long now) {
            ended = now;
            checkup.complete(said);
        }

        boolean isOlderThan(Duration age) {
            return checkup.isDone() && System.nanoTime() - ended > age.toNanos();
        }
    }

    /// What `/health/ready` answers with.
    ///
    /// @param reason empty when ready
    public record State(boolean ready, String reason, Map<String, String> checks) {}

    /// Begins without knowing anything; asks when asked.
    ///
    /// @param wanted false while the instance is told to say that it is not ready
    /// @param remembered how long what the checks said holds
    public Readiness(List<HealthCheck> checks, BooleanSupplier wanted, Duration remembered) {
        this.checks = List.copyOf(checks);
        this.wanted = wanted;
        this.remembered = remembered;
    }

    /// From now on the answer is no: this instance stops.
    public void drain() {
        draining = true;
    }

    /// Waits for the checks, about a second at most.
    public State state() {
        Checkup checkup = checkup();
        String reason = "";
        if (draining) {
            reason = "this instance is stopping";
        } else if (!wanted.getAsBoolean()) {
            reason = "set to not ready by /lab/behaviour";
        } else if (!checkup.failed().isEmpty()) {
            reason = String.join(" and ", checkup.failed()) + " cannot be reached";
        }
        return new State(reason.isEmpty(), reason, checkup.results());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Checkup checkup() {
        Round round = latest.get();
        if (round.isOlderThan(remembered)) {
            Round next = new Round();
            if (latest.compareAndSet(round, next)) {
                try {
                    next.end(Checkup.of(checks, threads), System.nanoTime());
                } catch (RuntimeException e) {
                    next.checkup.completeExceptionally(e); // or those who wait would wait for ever
                    throw e;
                }
            }
            round = latest.get();
        }
        return round.checkup.join();
    }
}
