package io.lblab.shop.web;

import java.time.Duration;

/// One request that was answered.
///
/// @param path as asked for, without query; control characters replaced
/// @param endpoint the route's label, `other` when none matched
public record Exchange(String method, String path, String endpoint, int status, Duration duration) {

    /// The line of the log, for example `GET /products 200 0.4 ms`.
    String line() {
        long tenths = (duration.toNanos() + 50_000) / 100_000;
        // Not formatted(): this is on the way of every request.
        return method + ' ' + path + ' ' + status + ' ' + tenths / 10 + '.' + tenths % 10 + " ms";
    }
}
