package io.lblab.shop.orders;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.lblab.shop.web.Answers;
import io.lblab.shop.web.Requests;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// `POST /purchase` with `{"product_id":n,"quantity":n}`: 200 with the order, or 400 with the
/// reason. With an `Idempotency-Key` the same request makes one order, however often and to
/// whichever instance it is sent; the key with another request is a 422.
public final class PostPurchase implements Handler {
    private final Purchases purchases;
    private final Answers answers;
    private final Requests requests;

    public PostPurchase(Purchases purchases, Answers answers, Requests requests) {
        this.purchases = purchases;
        this.answers = answers;
        this.requests = requests;
    }

    @Override
    public void handle(Context ctx) {
        Optional<JsonNode> body = requests.body(ctx);
        long product = whole(body, "product_id").orElse(-1);
        OptionalLong quantity = whole(body, "quantity");
        if (quantity.isEmpty()
                || quantity.getAsLong() < 1
                || quantity.getAsLong() > Purchases.LARGEST_QUANTITY) {
            refuse(ctx, "invalid_quantity");
            return;
        }
        String header = ctx.header("Idempotency-Key");
        Optional<IdempotencyKey> key =
                header == null
                        ? Optional.empty()
                        : IdempotencyKey.of(
                                "purchase", header, product + " x " + quantity.getAsLong());
        if (header != null && key.isEmpty()) {
            refuse(
                    ctx,
                    "invalid_idempotency_key",
                    "message",
                    "Idempotency-Key must be " + IdempotencyKey.ALLOWED_IN_WORDS + ".");
            return;
        }
        buy(ctx, OrderRequest.of(product, (int) quantity.getAsLong(), key));
    }

    private void buy(Context ctx, OrderRequest request) {
        switch (purchases.place(request)) {
            case Purchase.Accepted(long orderId) ->
                    answers.ok(ctx, members("ok", true, "order_id", orderId));
            case Purchase.ProductNotFound(_) -> refuse(ctx, "product_not_found");
            case Purchase.InvalidQuantity() -> refuse(ctx, "invalid_quantity");
            case Purchase.OutOfStock(_) -> refuse(ctx, "out_of_stock");
            case Purchase.InsufficientStock(_, int available) ->
                    refuse(ctx, "insufficient_stock", "available", available);
            case Purchase.BrokerUnavailable(long orderId) ->
                    refuse(ctx, "broker_unavailable", "order_id", orderId);
            case Purchase.KeyReused() -> {
                Map<String, Object> members =
                        members(
                                "ok",
                                false,
                                "error",
                                "idempotency_key_reused",
                                "message",
                                "This Idempotency-Key has made an order for another request; use a new key.");
                answers.send(ctx, 422, members);
            }
        }
    }

    private static OptionalLong whole(Optional<JsonNode> body, String member) {
        return body.map(b -> Requests.whole(b, member)).orElse(OptionalLong.empty());
    }

    private void refuse(Context ctx, String error, Object... more) {
        Map<String, Object> members = members("ok", false, "error", error);
        members.putAll(members(more));
        answers.send(ctx, 400, members);
    }

    private static Map<String, Object> members(Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }
}
