package io.lblab.traffic;

/// Sends what a plan says.
public interface TrafficEngine {

    /// Starts at once and returns; every sample goes to the sink.
    TrafficRun start(TrafficPlan plan, SampleSink sink);
}
