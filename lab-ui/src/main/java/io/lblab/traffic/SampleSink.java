package io.lblab.traffic;

/// Takes every sample of a run, called from many threads at once; must be fast and must not block.
@FunctionalInterface
public interface SampleSink {
    void accept(Sample sample);
}
