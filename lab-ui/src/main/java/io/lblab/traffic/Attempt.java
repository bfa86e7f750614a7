package io.lblab.traffic;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// What is known of one sending of a request: over which socket, and how far it came. It rides on
/// the call as a tag and is used by the call's thread only.
final class Attempt {

    private final boolean idempotent;
    private @Nullable CountedSocket socket;
    private long receivedBefore;
    private boolean reused;
    private boolean foundClosed;

    Attempt(String method) {
        idempotent = !method.equals("POST") && !method.equals("PATCH");
    }

    /// Whether the request can't have been processed, or does no harm when it was, and died with a
    /// connection that an earlier request had used and that gave no byte of an answer.
    boolean mayBeResent() {
        boolean silent = socket != null && socket.received() == receivedBefore;
        return reused && silent && (idempotent || foundClosed);
    }

    /// Whether a byte of an answer came.
    boolean wasAnswered() {
        return socket != null && socket.received() > receivedBefore;
    }

    private void begin(CountedSocket carrier) throws IOException {
        socket = carrier;
        receivedBefore = carrier.received();
        reused = carrier.reuse();
        if (reused && !idempotent && carrier.isClosedByPeer()) {
            foundClosed = true;
            throw new IOException("connection closed while idle");
        }
    }

    /// Ties attempts to the sockets that carry them. Also takes `Retry-After` from an answer 503:
    /// OkHttp would silently repeat the request when it says 0.
    static Response intercept(Interceptor.Chain chain) throws IOException {
        Attempt attempt = chain.call().tag(Attempt.class);
        if (attempt != null
                && chain.connection() != null
                && chain.connection().socket() instanceof CountedSocket socket) {
            attempt.begin(socket);
        }
        Response response = chain.proceed(chain.request());
        return response.code() == 503
                ? response.newBuilder().removeHeader("Retry-After").build()
                : response;
    }
}
