package io.lblab.shop.realtime;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.lblab.shop.web.OpenEnded;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;

/// `GET /events`: the stock changes of all instances as server-sent events. The virtual thread of
/// the request stays with its client.
public final class GetEvents implements Handler {
    private final SseHub hub;

    public GetEvents(SseHub hub) {
        this.hub = hub;
    }

    @Override
    public void handle(Context ctx) {
        ctx.contentType("text/event-stream")
                .header("Cache-Control", "no-cache")
                .header("X-Accel-Buffering", "no");
        if (OpenEnded.isHeadersOnly(ctx.req())) {
            return;
        }
        SseSubscriber subscriber = hub.join();
        try {
            ServletOutputStream out = ctx.res().getOutputStream();
            OpenEnded.begins(ctx.req(), ctx.statusCode());
            subscriber.serve(out);
        } catch (IOException e) {
            OpenEnded.abort(ctx.req()); // gone, or too slow
        } finally {
            hub.leave(subscriber);
        }
    }
}
