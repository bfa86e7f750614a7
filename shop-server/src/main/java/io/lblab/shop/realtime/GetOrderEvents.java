package io.lblab.shop.realtime;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.lblab.shop.json.Json;
import io.lblab.shop.orders.Order;
import io.lblab.shop.orders.OrderAccess;
import io.lblab.shop.orders.OrderChannel;
import io.lblab.shop.web.Answers;
import io.lblab.shop.web.OpenEnded;
import io.lblab.shop.web.Requests;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// `GET /orders/{id}/events`: an order's states as server-sent events, `event: order` with
/// `{"order_id","state"}`, the present one first. The virtual thread of the request stays with its
/// client.
public final class GetOrderEvents implements Handler {
    /// How often the database is looked at although nobody told of a change.
    private static final Duration LOOK = Duration.ofSeconds(3);

    private final OrderAccess access;
    private final OrderWatch watch;
    private final Json json;
    private final Answers answers;

    public GetOrderEvents(OrderAccess access, OrderWatch watch, Json json, Answers answers) {
        this.access = access;
        this.watch = watch;
        this.json = json;
        this.answers = answers;
    }

    @Override
    public void handle(Context ctx) {
        long id = Requests.id(ctx.pathParam("id"));
        if (access.find(ctx, id).isEmpty()) {
            answers.error(ctx, 404, "order_not_found");
            return;
        }
        ctx.contentType("text/event-stream")
                .header("Cache-Control", "no-cache")
                .header("X-Accel-Buffering", "no");
        if (OpenEnded.isHeadersOnly(ctx.req())) {
            return;
        }
        try (OrderWatch.Watcher watcher = watch.watch(id)) {
            OutputStream out = OpenEnded.unbuffered(ctx.res());
            OpenEnded.begins(ctx.req(), ctx.statusCode());
            serve(ctx, id, watcher, out);
        } catch (IOException e) {
            OpenEnded.abort(ctx.req()); // gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Context ctx, long id, OrderWatch.Watcher watcher, OutputStream out)
            throws IOException, InterruptedException {
        String told = "";
        write(out, "retry: 3000\n\n");
        do {
            Optional<Order> order = access.find(ctx, id);
            if (order.isEmpty()) {
                return;
            }
            String state = order.get().state().text();
            if (state.equals(told)) {
                write(out, ": keep-alive\n\n");
            } else {
                String data = json.text(new OrderChannel.Update(id, state));
                write(out, "event: order\ndata: " + data + "\n\n");
                told = state;
            }
        } while (watcher.await(LOOK));
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
