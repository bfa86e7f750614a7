package io.lblab.shop.stock;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.lblab.shop.web.Answers;
import io.lblab.shop.web.Requests;
import java.util.Optional;
import java.util.OptionalLong;

/// `PUT /stock` with `{"product_id":n,"stock":n}`: sets a product's stock.
public final class PutStock implements Handler {
    /// The largest stock that can be set.
    public static final int MOST = 1_000_000;

    private final StockBook stock;
    private final Answers answers;
    private final Requests requests;

    private record Body(@JsonProperty("product_id") long productId, int stock) {}

    public PutStock(StockBook stock, Answers answers, Requests requests) {
        this.stock = stock;
        this.answers = answers;
        this.requests = requests;
    }

    @Override
    public void handle(Context ctx) {
        Optional<JsonNode> body = requests.body(ctx);
        if (body.isEmpty()) {
            answers.error(ctx, 400, "invalid_request");
            return;
        }
        OptionalLong pieces = Requests.whole(body.get(), "stock");
        if (pieces.isEmpty() || pieces.getAsLong() < 0 || pieces.getAsLong() > MOST) {
            answers.error(ctx, 400, "invalid_stock");
            return;
        }
        stock.set(Requests.whole(body.get(), "product_id").orElse(-1), (int) pieces.getAsLong())
                .ifPresentOrElse(
                        product -> answers.ok(ctx, new Body(product.id(), product.stock())),
                        () -> answers.error(ctx, 404, "product_not_found"));
    }
}
