package io.lblab.distribution;

/// A run could not be written to a file, or read from one. The message is one sentence for a
/// person.
public final class ReportException extends Exception {

    public ReportException(String message) {
        super(message);
    }

    public ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
