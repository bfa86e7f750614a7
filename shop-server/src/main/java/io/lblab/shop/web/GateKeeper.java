package io.lblab.shop.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;

/// Sends every request through the [Gate].
final class GateKeeper {
    private static final String LEAVE = GateKeeper.class.getName();

    private final Gate gate;
    private final Answers answers;
    private final ExchangeLog log;

    GateKeeper(Gate gate, Answers answers, ExchangeLog log) {
        this.gate = gate;
        this.answers = answers;
        this.log = log;
    }

    /// Adds the gate before and after everything. The endpoint of a refused request is known only
    /// because the server looks at it in a `beforeMatched` too.
    void register(RoutesConfig routes) {
        routes.before(this::enter);
        routes.after(ctx -> leave(ctx.req()));
    }

    /// The request no longer counts as being answered.
    static void leave(HttpServletRequest request) {
        if (request.getAttribute(LEAVE) instanceof Runnable leave) {
            request.removeAttribute(LEAVE);
            leave.run();
        }
    }

    private void enter(Context ctx) {
        switch (gate.enter(ctx.path())) {
            case Gate.Entry.Admitted(Runnable leave) -> ctx.req().setAttribute(LEAVE, leave);
            case Gate.Entry.Refused(int status, String error) -> {
                log.matched(ctx);
                ctx.skipRemainingHandlers();
                answers.error(ctx, status, error);
            }
        }
    }
}
