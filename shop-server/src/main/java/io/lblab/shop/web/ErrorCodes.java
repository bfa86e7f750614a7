package io.lblab.shop.web;

import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/// What `{"error":…}` says for a status.
final class ErrorCodes {
    private static final Map<Integer, String> CODES =
            Map.of(
                    413, "content_too_large",
                    500, "internal_error",
                    503, "unavailable");

    private ErrorCodes() {}

    /// Mostly the status's standard name, for example `not_found`.
    static String of(int status) {
        String name = HttpStatus.getMessage(status).toLowerCase(Locale.ROOT);
        return CODES.getOrDefault(status, name.replaceAll("[^a-z0-9]+", "_"));
    }
}
