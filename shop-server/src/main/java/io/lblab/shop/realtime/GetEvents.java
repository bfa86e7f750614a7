package io.lblab.shop.realtime;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.lblab.shop.web.OpenEnded;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;

/// `GET /events`: the stock changes of all instances as server-sent events. The request's thread
/// does not stay with its client.
public final class GetEvents implements Handler {
    private final SseHub hub;

    public GetEvents(SseHub hub) {
        this.hub = hub;
    }

    @Override
    public void handle(Context ctx) throws IOException {
        ctx.contentType("text/event-stream")
                .header("Cache-Control", "no-cache")
                .header("X-Accel-Buffering", "no");
        if (OpenEnded.isHeadersOnly(ctx.req())) {
            return;
        }
        HttpServletRequest request = ctx.req();
        OutputStream out = OpenEnded.unbuffered(ctx.res());
        OpenEnded.begins(request, ctx.statusCode());
        ctx.future(() ->
                hub.join(out)
                        .exceptionally(failure -> {
                            OpenEnded.abort(request); // gone, or too slow
                            return null;
                        }));
    }
}
