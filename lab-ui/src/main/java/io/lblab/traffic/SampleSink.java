package io.lblab.traffic;

/// Takes every sample of a run, called from many threads at once; must be fast and must not block.
@FunctionalInterface
public interface SampleSink {

    /// Counts one.
    ///
    /// @param sample changes after this call: keep [SampleView#kept()], never the object itself
    void accept(SampleView sample);
}
