package io.lblab.shop.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.lblab.shop.log.InstanceLog;
import io.lblab.shop.store.StoreException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns exceptions into answers: JSON for programs, a page for browsers. Nothing internal is told.
final class ErrorAnswers {
    private static final Map<Integer, String> CODES =
            Map.of(
                    400, "bad_request",
                    404, "not_found",
                    405, "method_not_allowed",
                    413, "content_too_large",
                    500, "internal_error",
                    503, "unavailable");

    private final Answers answers;
    private final ErrorPage page;
    private final InstanceLog log;

    ErrorAnswers(Answers answers, ErrorPage page, InstanceLog log) {
        this.answers = answers;
        this.page = page;
        this.log = log;
    }

    void register(RoutesConfig routes) {
        routes.exception(
                HttpResponseException.class,
                (e, ctx) -> {
                    if (e instanceof MethodNotAllowedResponse refused) {
                        ctx.header(
                                "Allow", refused.getDetails().getOrDefault("availableMethods", ""));
                    }
                    send(ctx, e.getStatus());
                });
        routes.exception(
                Refusal.class,
                (refusal, ctx) -> send(ctx, refusal.status(), refusal.code(), refusal));
        routes.exception(
                StoreException.class,
                (e, ctx) -> {
                    log.error("the store failed", e);
                    send(ctx, 503);
                });
        routes.exception(
                Exception.class,
                (e, ctx) -> {
                    log.error("unexpected", e);
                    send(ctx, 500);
                });
    }

    private void send(Context ctx, int status) {
        send(ctx, status, CODES.getOrDefault(status, "error"), null);
    }

    private void send(Context ctx, int status, String code, @Nullable Refusal refusal) {
        if (ctx.res().isCommitted()) {
            return; // too late to say anything else
        }
        String accept = ctx.header("Accept");
        if (accept != null && accept.contains("text/html")) {
            page.send(ctx, status, refusal);
        } else {
            answers.error(ctx, status, code);
        }
    }
}
