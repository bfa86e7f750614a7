package io.lblab.shop.health;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.lblab.shop.web.Answers;
import java.util.LinkedHashMap;
import java.util.Map;

/// `GET /health/ready`: 200 when this instance should be sent requests, 503 with the reason when
/// not.
public final class GetReady implements Handler {
    private final Readiness readiness;
    private final Answers answers;

    public GetReady(Readiness readiness, Answers answers) {
        this.readiness = readiness;
        this.answers = answers;
    }

    @Override
    public void handle(Context ctx) {
        Readiness.State state = readiness.state();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("status", state.ready() ? "ready" : "not_ready");
        if (!state.ready()) {
            members.put("reason", state.reason());
        }
        members.put("checks", state.checks());
        ctx.header("Cache-Control", "no-store");
        answers.send(ctx, state.ready() ? 200 : 503, members);
    }
}
