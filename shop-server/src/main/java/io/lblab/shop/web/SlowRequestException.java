package io.lblab.shop.web;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// A client took too long to send its request.
final class SlowRequestException extends TimeoutException {
    private static final long serialVersionUID = 1L;

    SlowRequestException(Duration limit) {
        super("the request was not complete within %d ms".formatted(limit.toMillis()));
    }
}
