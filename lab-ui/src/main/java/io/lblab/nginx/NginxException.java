package io.lblab.nginx;

/// nginx or its configuration could not be read or changed. The message is one sentence for a
/// person.
public final class NginxException extends Exception {

    public NginxException(String message) {
        super(message);
    }

    public NginxException(String message, Throwable cause) {
        super(message, cause);
    }
}
