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
/// reason.
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
        switch (buy(requests.body(ctx))) {
            case Purchase.Accepted(long orderId) ->
                    answers.ok(ctx, members("ok", true, "order_id", orderId));
            case Purchase.ProductNotFound() -> refuse(ctx, "product_not_found");
            case Purchase.InvalidQuantity() -> refuse(ctx, "invalid_quantity");
            case Purchase.OutOfStock() -> refuse(ctx, "out_of_stock");
            case Purchase.InsufficientStock(int available) ->
                    refuse(ctx, "insufficient_stock", "available", available);
            case Purchase.BrokerUnavailable(long orderId) ->
                    refuse(ctx, "broker_unavailable", "order_id", orderId);
        }
    }

    private Purchase buy(Optional<JsonNode> body) {
        OptionalLong product =
                body.map(b -> Requests.whole(b, "product_id")).orElse(OptionalLong.empty());
        OptionalLong quantity =
                body.map(b -> Requests.whole(b, "quantity")).orElse(OptionalLong.empty());
        if (quantity.isEmpty() || quantity.getAsLong() > Purchases.LARGEST_QUANTITY) {
            return new Purchase.InvalidQuantity();
        }
        return purchases.buy(product.orElse(-1), (int) Math.max(0, quantity.getAsLong()));
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
