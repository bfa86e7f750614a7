package io.lblab.shop.orders;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.lblab.shop.web.Answers;
import io.lblab.shop.web.Requests;

/// `GET /orders/{id}`: where an order stands, for whoever may see it.
public final class GetOrder implements Handler {
    private final OrderAccess access;
    private final Answers answers;

    private record Body(
            @JsonProperty("order_id") long orderId,
            @JsonProperty("product_id") long productId,
            int quantity,
            String state) {}

    public GetOrder(OrderAccess access, Answers answers) {
        this.access = access;
        this.answers = answers;
    }

    @Override
    public void handle(Context ctx) {
        long id = Requests.id(ctx.pathParam("id"));
        access.find(ctx, id)
                .ifPresentOrElse(
                        order ->
                                answers.ok(
                                        ctx,
                                        new Body(
                                                order.id(),
                                                order.productId(),
                                                order.quantity(),
                                                order.state().text())),
                        () -> answers.error(ctx, 404, "order_not_found"));
    }
}
