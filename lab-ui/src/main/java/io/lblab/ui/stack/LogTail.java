package io.lblab.ui.stack;

import io.lblab.nginx.NginxHost.Subscription;
import io.lblab.stack.LogLine;
import io.lblab.stack.Stack;
import io.lblab.stack.StackException;
import io.lblab.ui.fx.Tasks;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The latest log lines of all services. Lines arrive on threads of the stack and wait in a bounded
/// ring until the window takes them, so that no flood of lines reaches the JavaFX thread.
final class LogTail {

    static final int KEPT = 1_000;
    private static final int LINES_BEFORE = 20;

    /// Lines of unknown time are older than the window.
    private static final Comparator<LogLine> BY_TIME =
            Comparator.comparing(line -> line.at().orElse(Instant.MIN));

    private final Tasks tasks;
    private final Map<String, Subscription> followed = new HashMap<>();
    private final Deque<LogLine> waiting = new ArrayDeque<>();

    LogTail(Tasks tasks) {
        this.tasks = tasks;
    }

    /// Follows these services and no others. Call it on the JavaFX thread.
    void follow(Stack stack, Set<String> services) {
        followed.entrySet()
                .removeIf(each -> {
                    boolean gone = !services.contains(each.getKey());
                    if (gone) {
                        close(each.getValue());
                    }
                    return gone;
                });
        for (String service : services) {
            if (!followed.containsKey(service)) {
                follow(stack, service);
            }
        }
    }

    private void close(Subscription subscription) {
        tasks.call(
                        () -> {
                            subscription.close();
                            return subscription;
                        })
                .start();
    }

    /// The lines since the last call, by time, at most [#KEPT].
    List<LogLine> take() {
        synchronized (waiting) {
            List<LogLine> lines = new ArrayList<>(waiting);
            waiting.clear();
            lines.sort(BY_TIME);
            return lines;
        }
    }

    private void follow(Stack stack, String service) {
        Following following = new Following();
        followed.put(service, following);
        tasks.call(
                        () -> {
                            following.begun(
                                    stack.followLogs(
                                            service, LINES_BEFORE, line -> add(line, following)));
                            return service;
                        })
                .onError(failure -> {
                    // It has ended meanwhile; the next look at the stack tries again.
                    if (failure instanceof StackException) {
                        followed.remove(service, following);
                    } else {
                        throw new IllegalStateException(failure);
                    }
                })
                .start();
    }

    /// A new line that carries no time gets the time it came; of an older one it is not known.
    private void add(LogLine line, Following following) {
        LogLine timed =
                line.at().isPresent() || !following.isUnderWay()
                        ? line
                        : new LogLine(line.service(), Optional.of(Instant.now()), line.text());
        synchronized (waiting) {
            waiting.addLast(timed);
            if (waiting.size() > KEPT) {
                waiting.removeFirst();
            }
        }
    }

    /// A subscription that may be closed before it has begun.
    private static final class Following implements Subscription {
        private Subscription real = () -> {};
        private boolean closed;
        private volatile boolean underWay;

        boolean isUnderWay() {
            return underWay;
        }

        synchronized void begun(Subscription subscription) {
            real = subscription;
            underWay = true;
            if (closed) {
                subscription.close();
            }
        }

        @Override
        public synchronized void close() {
            closed = true;
            real.close();
        }
    }
}
