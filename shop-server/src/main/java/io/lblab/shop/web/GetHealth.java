package io.lblab.shop.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;

/// `GET /health`: this process is alive. Touches nothing else, so that a slow database does not
/// make the load balancer's view of all instances fail at once.
public final class GetHealth implements Handler {
    private static final byte[] OK = "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8);

    @Override
    public void handle(Context ctx) {
        Body.send(ctx, "application/json", OK);
    }
}
