package io.lblab.traffic;

import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.util.Locale;

/// Says in a few words why a request got no answer. There are few different ones, so that they can
/// be counted.
public final class FailureWords {

    private FailureWords() {}

    /// The words for a failure.
    ///
    /// @param answered whether a byte of an answer had come
    public static String of(IOException failure, boolean answered) {
        String words = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // The innermost knows best.
            String found = known(cause);
            words = found.isEmpty() ? words : found;
        }
        if (!words.isEmpty()) {
            return words;
        }
        if (hasCause(failure, EOFException.class) || says(failure, "unexpected end of stream")) {
            return answered ? "answer ended early" : "connection closed before an answer";
        }
        return "failed (" + failure.getClass().getSimpleName() + ")";
    }

    private static String known(Throwable cause) {
        if (says(cause, "too many open files")) {
            return "too many open files on this machine";
        }
        return switch (cause) {
            case BindException _ -> "client address not available on this machine";
            case NoRouteToHostException _ -> "no route to host";
            case ConnectException _ ->
                    says(cause, "refused") ? "connection refused" : "connection failed";
            case ProtocolException _ ->
                    says(cause, "unexpected end of stream") ? "" : "answer is not valid HTTP";
            default -> {
                if (says(cause, "reset")) {
                    yield "connection reset";
                }
                yield says(cause, "broken pipe") ? "connection closed while sending" : "";
            }
        };
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(Throwable cause, String words) {
        String message = cause.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains(words);
    }
}
