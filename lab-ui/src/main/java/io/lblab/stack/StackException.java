package io.lblab.stack;

/// An expected failure of the stack: no Docker, port taken, nginx missing. The message is one
/// sentence for a person, with what mends it; the cause, if any, is for the log.
public final class StackException extends Exception {

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
