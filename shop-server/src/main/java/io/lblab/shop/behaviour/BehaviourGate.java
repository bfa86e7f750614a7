package io.lblab.shop.behaviour;

import io.lblab.shop.web.Gate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/// Makes requests slow, fail, or too many, as the behaviour says. Health, metrics and the lab's own
/// paths are left alone: what watches and steers an instance must reach it however it behaves.
public final class BehaviourGate implements Gate {
    private final Behaviours behaviours;
    private final RandomGenerator random;
    private final AtomicInteger open = new AtomicInteger();

    /// Wires the gate.
    ///
    /// @param random used by many threads at once
    public BehaviourGate(Behaviours behaviours, RandomGenerator random) {
        this.behaviours = behaviours;
        this.random = random;
    }

    @Override
    public Entry enter(String path) {
        if (isExempt(path)) {
            return Entry.FREE;
        }
        Behaviour behaviour = behaviours.current();
        int before = open.getAndIncrement();
        if (before >= behaviour.maxConcurrent().orElse(Integer.MAX_VALUE)) {
            open.getAndDecrement();
            return new Entry.Refused(503, "concurrency_limit");
        }
        behaviour.latency().ifPresent(latency -> hold(latency.draw(random)));
        if (behaviour.errorRate() > 0 && random.nextDouble() < behaviour.errorRate()) {
            open.getAndDecrement();
            return new Entry.Refused(behaviour.errorStatus(), "injected");
        }
        return new Entry.Admitted(open::getAndDecrement);
    }

    private static void hold(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops: on with it
        }
    }

    private static boolean isExempt(String path) {
        return path.equals("/health")
                || path.equals("/metrics")
                || path.startsWith("/health/")
                || path.startsWith("/lab/");
    }
}
