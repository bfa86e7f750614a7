package io.lblab.upstream;

/// What was asked for is no upstream that nginx would take. The message is one sentence for a
/// person: what is wrong and what mends it.
public final class InvalidUpstreamException extends IllegalArgumentException {

    public InvalidUpstreamException(String message) {
        super(message);
    }

    public InvalidUpstreamException(String message, Throwable cause) {
        super(message, cause);
    }
}
