package io.lblab.shop.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Counts the requests that are being answered, so that a stop can wait for them. Unlike Jetty's
/// graceful handler it refuses none: while we wait, a request that a load balancer has just put on
/// an open connection is answered too, with `Connection: close`.
final class InFlight extends Handler.Wrapper {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int count;

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        add(1);
        Request.addCompletionListener(request, failure -> add(-1));
        return super.handle(request, response, callback);
    }

    /// Waits until no request is being answered, and has not been for `quiet`.
    ///
    /// @return false when there still was one after `atMost`
    boolean awaitNone(Duration quiet, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        lock.lock();
        try {
            while (true) {
                if (count == 0 && changed.awaitNanos(quiet.toNanos()) <= 0 && count == 0) {
                    return true;
                }
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                if (count > 0) {
                    boolean _ = changed.await(left, TimeUnit.NANOSECONDS);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    int count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    private void add(int change) {
        lock.lock();
        try {
            count += change;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
