package io.lblab.shop.stock;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.lblab.shop.web.Answers;
import io.lblab.shop.web.Requests;

/// `GET /products/{id}`: one product and its stock.
public final class GetProduct implements Handler {
    private final Stock stock;
    private final Answers answers;
    private final ProductBodies bodies;

    public GetProduct(Stock stock, Answers answers) {
        this.stock = stock;
        this.answers = answers;
        this.bodies = new ProductBodies(answers);
    }

    @Override
    public void handle(Context ctx) {
        stock.product(Requests.id(ctx.pathParam("id")))
                .ifPresentOrElse(
                        product -> answers.written(ctx, bodies.of(product)),
                        () -> answers.error(ctx, 404, "product_not_found"));
    }
}
