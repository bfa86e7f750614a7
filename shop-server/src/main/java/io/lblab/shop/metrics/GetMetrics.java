package io.lblab.shop.metrics;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.lblab.shop.web.Body;
import java.nio.charset.StandardCharsets;

/// `GET /metrics`: Prometheus text format 0.0.4.
public final class GetMetrics implements Handler {
    private final ShopMetrics metrics;

    public GetMetrics(ShopMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void handle(Context ctx) {
        Body.send(
                ctx,
                "text/plain; version=0.0.4; charset=utf-8",
                metrics.scrape().getBytes(StandardCharsets.UTF_8));
    }
}
