package io.lblab.shop.web;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;

/// Why a request could not be read, through no fault of ours.
///
/// @param reason one sentence for the client
record ClientFault(int status, String reason) {

    /// Empty for every other failure.
    static Optional<ClientFault> of(Throwable failure) {
        boolean reading = false;
        for (Throwable e = failure; e != null; e = e.getCause()) {
            reading |= e instanceof IOException;
            if (e instanceof HttpException malformed) {
                String reason = malformed.getReason();
                return fault(malformed.getCode(), reason == null ? "malformed request" : reason);
            }
            if (e instanceof SlowRequestException slow) {
                return fault(408, String.valueOf(slow.getMessage()));
            }
            if (e instanceof TimeoutException && reading) {
                return fault(408, "the rest of the request did not come");
            }
            if (e instanceof EofException) {
                return fault(400, "the body ended early, or is not what its headers say");
            }
        }
        return Optional.empty();
    }

    private static Optional<ClientFault> fault(int status, String reason) {
        return Optional.of(new ClientFault(status, reason));
    }
}
