package io.lblab.shop.web;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.lblab.shop.log.InstanceLog;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/// Hears from Jetty of every request that was answered, the malformed ones included, writes its
/// line and passes it on to the metrics.
final class ExchangeLog implements RequestLog {
    private static final String ENDPOINT = "io.lblab.shop.endpoint";
    private static final String BEGUN = "io.lblab.shop.begun";

    /// Request attribute under which an answer finds this log.
    static final String SELF = ExchangeLog.class.getName();

    private static final int LONGEST_PATH = 500;
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x21-\\x7e]");

    private final InstanceLog log;
    private final Consumer<Exchange> listener;

    ExchangeLog(InstanceLog log, Consumer<Exchange> listener) {
        this.log = log;
        this.listener = listener;
    }

    /// Notes the route that a request matched, if any.
    void matched(Context ctx) {
        Endpoint endpoint = ctx.endpoints().matchedHttpEndpoint();
        if (endpoint != null) {
            ctx.req().setAttribute(ENDPOINT, Route.label(endpoint.path));
            ctx.req().setAttribute(SELF, this);
        }
    }

    /// Logs an answer that goes on for as long as its client stays, now that it begins.
    void begun(HttpServletRequest request, int status) {
        request.setAttribute(BEGUN, true);
        report(ServletContextRequest.getServletContextRequest(request), status);
    }

    @Override
    public void log(Request request, Response response) {
        if (request.getAttribute(BEGUN) == null) {
            report(request, response.getStatus());
        }
    }

    private void report(Request request, int status) {
        boolean head = request.getAttribute(HeadAsGet.ATTRIBUTE) != null;
        String path = request.getHttpURI().getPath();
        Exchange exchange =
                new Exchange(
                        head ? "HEAD" : printable(request.getMethod()),
                        path == null ? "*" : printable(path),
                        endpoint(request.getAttribute(ENDPOINT)),
                        status,
                        Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime()));
        log.info(exchange.line());
        listener.accept(exchange);
    }

    private static String endpoint(Object attribute) {
        return attribute instanceof String label ? label : "other";
    }

    private static String printable(String text) {
        String shortened = text.length() > LONGEST_PATH ? text.substring(0, LONGEST_PATH) : text;
        for (int i = 0; i < shortened.length(); i++) {
            if (shortened.charAt(i) < 0x21 || shortened.charAt(i) > 0x7e) {
                return UNPRINTABLE.matcher(shortened).replaceAll("?");
            }
        }
        return shortened;
    }
}
