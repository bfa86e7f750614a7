package io.lblab.nginx;

import io.lblab.upstream.SlowStart;
import io.lblab.upstream.Upstream;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Runs a [SlowStart] on nginx: every step an apply of its own, tested and confirmed like any
/// other.
///
/// It ends when somebody else changes the configuration meanwhile: that is what they want now. A
/// lab that is killed half-way leaves the weights of the last step.
public final class SlowStarter {

    private final ConfigApplier applier;
    private final SlowStart plan;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition hurried = lock.newCondition();
    private boolean hurry;

    public SlowStarter(ConfigApplier applier, SlowStart plan) {
        this.applier = applier;
        this.plan = plan;
    }

    /// A step that is live.
    ///
    /// @param number 1 to `of`
    /// @param upstream with the weights of this step
    public record Step(int number, int of, int generation, Upstream upstream) {}

    /// Runs all steps; blocks as long as the slow start takes.
    ///
    /// @param live called after each step
    /// @return how the last apply ended: of the target, or the one that was refused
    /// @throws NginxException as [ConfigApplier#apply]
    public ApplyResult run(Consumer<Step> live) throws NginxException, InterruptedException {
        long began = System.nanoTime();
        int last = applier.live().generation();
        int step = 1;
        while (true) {
            LiveConfig now = applier.live();
            if (now.generation() != last) {
                return new ApplyResult.Refused(
                        now.generation(),
                        "The slow start of "
                                + plan.server()
                                + " ended in step "
                                + (step - 1)
                                + " of "
                                + plan.steps()
                                + ", because generation "
                                + now.generation()
                                + " was applied meanwhile.");
            }
            ApplyResult result = applier.apply(plan.at(step), Origin.SLOW_START, _ -> {});
            if (!(result instanceof ApplyResult.Applied applied)) {
                return result;
            }
            last = applied.generation();
            live.accept(new Step(step, plan.steps(), last, applied.upstream()));
            if (step == plan.steps()) {
                return applied;
            }
            step =
                    await(plan.due(step + 1).minusNanos(System.nanoTime() - began))
                            ? plan.steps()
                            : step + 1;
        }
    }

    /// Goes to the last step at once.
    public void hurry() {
        lock.lock();
        try {
            hurry = true;
            hurried.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// @return whether it was hurried
    private boolean await(Duration pause) throws InterruptedException {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (!hurry && left > 0) {
                left = hurried.awaitNanos(left);
            }
            return hurry;
        } finally {
            lock.unlock();
        }
    }
}
