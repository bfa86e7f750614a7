package io.lblab.traffic;

import java.time.Duration;

/// A run that was started. It ends by itself, or when it is stopped.
public interface TrafficRun {

    TrafficPlan plan();

    /// Requests answered or failed so far.
    long finished();

    /// Requests that [#stop()] cancelled on their way; they are in no other figure.
    long cancelled();

    int inFlight();

    boolean isRunning();

    /// Sends nothing more and cancels what is in flight; returns at once. The figures up to now
    /// stay.
    void stop();

    /// Waits for the end.
    ///
    /// @return whether it ended within the time
    boolean await(Duration atMost) throws InterruptedException;

    Duration elapsed();
}
