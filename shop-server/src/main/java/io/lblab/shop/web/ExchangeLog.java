package io.lblab.shop.web;

import io.lblab.shop.log.InstanceLog;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/// Hears from Jetty of every request that was answered, the malformed ones included, writes its
/// line and passes it on to the metrics.
final class ExchangeLog implements RequestLog {
    private static final String ENDPOINT = "io.lblab.shop.endpoint";
    private static final String STARTED = "io.lblab.shop.logged";
    private static final int LONGEST_PATH = 500;

    private final InstanceLog log;
    private final Consumer<Exchange> listener;

    ExchangeLog(InstanceLog log, Consumer<Exchange> listener) {
        this.log = log;
        this.listener = listener;
    }

    /// Notes the route that a request matched.
    static void matched(HttpServletRequest request, String endpoint) {
        request.setAttribute(ENDPOINT, endpoint);
    }

    /// Logs an answer that goes on for as long as its client stays, now that it has begun.
    void begun(HttpServletRequest request, int status, Duration duration) {
        boolean head = request.getAttribute(HeadAsGet.ATTRIBUTE) != null;
        request.setAttribute(STARTED, true);
        report(
                new Exchange(
                        head ? "HEAD" : request.getMethod(),
                        printable(request.getRequestURI()),
                        endpoint(request.getAttribute(ENDPOINT)),
                        status,
                        duration));
    }

    @Override
    public void log(Request request, Response response) {
        if (request.getAttribute(STARTED) != null) {
            return;
        }
        String path = request.getHttpURI().getPath();
        report(
                new Exchange(
                        printable(request.getMethod()),
                        path == null ? "*" : printable(path),
                        endpoint(request.getAttribute(ENDPOINT)),
                        response.getStatus(),
                        Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime())));
    }

    private void report(Exchange exchange) {
        log.info(exchange.line());
        listener.accept(exchange);
    }

    private static String endpoint(Object attribute) {
        return attribute instanceof String label ? label : "other";
    }

    private static String printable(String text) {
        String shortened = text.length() > LONGEST_PATH ? text.substring(0, LONGEST_PATH) : text;
        return shortened.replaceAll("[^\\x21-\\x7e]", "?");
    }
}
