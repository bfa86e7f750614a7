package io.lblab.shop.orders;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.lblab.shop.store.Database;
import io.lblab.shop.web.Answers;
import io.lblab.shop.web.Requests;

/// `GET /orders/{id}`: where an order stands that was bought without an account. Those of customers
/// are theirs: for anybody else they do not exist.
public final class GetOrder implements Handler {
    private final Database database;
    private final Answers answers;

    private record Body(
            @JsonProperty("order_id") long orderId,
            @JsonProperty("product_id") long productId,
            int quantity,
            String state) {}

    public GetOrder(Database database, Answers answers) {
        this.database = database;
        this.answers = answers;
    }

    @Override
    public void handle(Context ctx) {
        long id = Requests.id(ctx.pathParam("id"));
        database.read(c -> OrderTable.find(c, id))
                .filter(order -> order.customer().isEmpty())
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
