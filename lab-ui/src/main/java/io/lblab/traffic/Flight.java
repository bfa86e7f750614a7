package io.lblab.traffic;

import okhttp3.Call;

/// A request on its way.
final class Flight {

    private final Call call;
    private final long sentNanos;
    private volatile boolean overdue;

    Flight(Call call, long sentNanos) {
        this.call = call;
        this.sentNanos = sentNanos;
    }

    Call call() {
        return call;
    }

    void cancel() {
        call.cancel();
    }

    /// Cancels it when it was sent before that moment.
    void cancelIfSentBefore(long nanos) {
        if (sentNanos - nanos < 0 && !overdue) {
            overdue = true;
            call.cancel();
        }
    }

    boolean isOverdue() {
        return overdue;
    }
}
