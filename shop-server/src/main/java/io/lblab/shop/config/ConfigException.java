package io.lblab.shop.config;

/// A setting that cannot be used. The message is one line naming variable, value and what is
/// allowed; it is meant for the person who set it.
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigException(String variable, String value, String allowed) {
        super("%s is \"%s\": allowed is %s".formatted(variable, value, allowed));
    }
}
