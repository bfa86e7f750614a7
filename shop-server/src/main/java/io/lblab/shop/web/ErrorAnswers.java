package io.lblab.shop.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.lblab.shop.log.InstanceLog;
import io.lblab.shop.store.StoreException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns exceptions into answers: JSON for programs, a page for browsers. Nothing internal is told.
final class ErrorAnswers {
    private static final String TOO_LARGE =
            "the body is longer than %d bytes".formatted(HttpServer.LARGEST_BODY);

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
                    if (e.getStatus() == 413) {
                        send(ctx, 413, Optional.of(TOO_LARGE));
                    } else {
                        send(ctx, e.getStatus(), Optional.empty());
                    }
                });
        routes.exception(
                Refusal.class,
                (refusal, ctx) ->
                        send(
                                ctx,
                                refusal.status(),
                                refusal.code(),
                                Optional.of(refusal.words()),
                                refusal));
        routes.exception(
                StoreException.class,
                (e, ctx) -> {
                    log.error("the store failed", e);
                    send(ctx, 503, Optional.empty());
                });
        routes.exception(
                Exception.class,
                (e, ctx) -> {
                    Optional<ClientFault> fault = ClientFault.of(e);
                    if (fault.isEmpty()) {
                        log.error("unexpected", e);
                    }
                    send(
                            ctx,
                            fault.map(ClientFault::status).orElse(500),
                            fault.map(ClientFault::reason));
                });
    }

    private void send(Context ctx, int status, Optional<String> reason) {
        send(ctx, status, ErrorCodes.of(status), reason, null);
    }

    private void send(
            Context ctx,
            int status,
            String code,
            Optional<String> reason,
            @Nullable Refusal refusal) {
        if (ctx.res().isCommitted()) {
            return; // too late to say anything else
        }
        String accept = ctx.header("Accept");
        if (accept != null && accept.contains("text/html")) {
            page.send(ctx, status, refusal);
        } else if (reason.isPresent()) {
            answers.refuse(ctx, status, code, reason.get());
        } else {
            answers.error(ctx, status, code);
        }
    }
}
