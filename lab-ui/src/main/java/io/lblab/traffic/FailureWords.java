package io.lblab.traffic;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/// Says in a few words why a request got no answer. There are few different ones, so that they can
/// be counted.
public final class FailureWords {

    private static final String OUT_OF_PORTS = "out of ports: the client's address has none left";

    private static final String NOT_OURS = "client address not available on this machine";

    /// What the system lets this process open.
    private static final String MOST_FILES =
            ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                    ? String.format(Locale.ROOT, "%,d", unix.getMaxFileDescriptorCount())
                    : "no more";

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

    /// What is to be thrown when a connection can't leave from the client's address. The system
    /// names no reason that tells an address of another machine from one without a free port: both
    /// are "Cannot assign requested address", the one when binding, the other when connecting.
    public static IOException whenBinding(IOException failure) {
        if (failure instanceof BindException && !says(failure, "in use")) {
            return new BindException(NOT_OURS);
        }
        return failure;
    }

    private static String known(Throwable cause) {
        if (says(cause, "too many open files in system")) {
            return "out of file descriptors: this machine has no more";
        }
        if (says(cause, "too many open files")) {
            return "out of file descriptors: this process may open " + MOST_FILES;
        }
        return switch (cause) {
            case BindException _ -> says(cause, NOT_OURS) ? NOT_OURS : OUT_OF_PORTS;
            case UnknownHostException _ -> "target can't be found by name";
            case SSLException _ -> "TLS failed: no certificate that this machine trusts";
            case NoRouteToHostException _ -> "no route to host";
            case ConnectException _ ->
                    says(cause, "refused") ? "connection refused" : "connection failed";
            case ProtocolException _ ->
                    says(cause, "unexpected end of stream") ? "" : "answer is not valid HTTP";
            default -> {
                if (says(cause, "network is unreachable")) {
                    yield "network unreachable";
                }
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
