package io.lblab.shop.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// Ends requests that are not complete a certain time after their first byte, however steadily
/// their bytes trickle in. Jetty's idle timeout begins anew with each byte; this one does not.
/// Looks at all connections now and then, so that no request pays for it.
final class SlowRequests extends AbstractLifeCycle {
    private final ServerConnector connector;
    private final Duration limit;
    private final long periodMs;
    private volatile Scheduler.@Nullable Task next;

    SlowRequests(ServerConnector connector, Duration limit) {
        this.connector = connector;
        this.limit = limit;
        this.periodMs = Math.clamp(limit.toMillis() / 10, 10, 1_000);
    }

    @Override
    protected void doStart() {
        schedule();
    }

    @Override
    protected void doStop() {
        Scheduler.Task task = next;
        if (task != null) {
            task.cancel();
        }
    }

    private void look() {
        try {
            long now = System.nanoTime();
            for (EndPoint endPoint : connector.getConnectedEndPoints()) {
                if (endPoint.getConnection() instanceof ShopConnection connection) {
                    connection.endIfSlow(now, limit);
                }
            }
        } finally {
            schedule();
        }
    }

    private void schedule() {
        if (isRunning()) {
            next = connector.getScheduler().schedule(this::look, periodMs, TimeUnit.MILLISECONDS);
        }
    }
}
