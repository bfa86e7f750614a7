package io.lblab.traffic;

/// A sample that stays as it is; [SampleView] says what its parts mean.
public record Sample(
        long index,
        int request,
        long dueNanos,
        long sentNanos,
        long latencyNanos,
        int status,
        String instance,
        String servedBy,
        String client,
        boolean fromCache,
        boolean resent,
        String failure)
        implements SampleView {

    /// The plan's first request, sent when it was due.
    public Sample(
            long index,
            long sentNanos,
            long latencyNanos,
            int status,
            String instance,
            String servedBy,
            String client,
            boolean fromCache,
            boolean resent,
            String failure) {
        this(
                index,
                0,
                sentNanos,
                sentNanos,
                latencyNanos,
                status,
                instance,
                servedBy,
                client,
                fromCache,
                resent,
                failure);
    }

    @Override
    public Sample kept() {
        return this;
    }
}
