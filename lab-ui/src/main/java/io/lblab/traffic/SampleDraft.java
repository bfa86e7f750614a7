package io.lblab.traffic;

import okhttp3.Response;

/// A sample while its request is on the way. Used by one thread.
final class SampleDraft {

    private final long index;
    private final int request;
    private final long dueNanos;
    private final long sentNanos;
    private final String client;
    private int status;
    private String instance = "";
    private String servedBy = "";
    private boolean fromCache;
    private boolean resent;
    private String failure = "";

    SampleDraft(long index, int request, long dueNanos, long sentNanos, String client) {
        this.index = index;
        this.request = request;
        this.dueNanos = dueNanos;
        this.sentNanos = sentNanos;
        this.client = client;
    }

    /// Takes what the head of the answer says.
    void answered(Response response) {
        status = response.code();
        instance = header(response, "X-Instance-ID");
        servedBy = header(response, "X-Served-By");
        fromCache = "HIT".equals(response.header("X-Cache-Status"));
    }

    void resent() {
        resent = true;
    }

    void failed(String words) {
        failure = words;
    }

    /// Finishes it.
    ///
    /// @param endNanos since the run's start
    Sample toSample(long endNanos) {
        return new Sample(
                index,
                request,
                dueNanos,
                sentNanos,
                endNanos - dueNanos,
                status,
                instance,
                servedBy,
                client,
                fromCache,
                resent,
                failure);
    }

    private static String header(Response response, String name) {
        String value = response.header(name);
        return value == null ? "" : value;
    }
}
