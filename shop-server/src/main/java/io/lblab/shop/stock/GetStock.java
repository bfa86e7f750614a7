package io.lblab.shop.stock;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.lblab.shop.catalogue.ProductView;
import io.lblab.shop.web.Answers;
import java.math.BigDecimal;

/// `GET /stock?product_id=`: what is left of a product.
public final class GetStock implements Handler {
    private final Stock stock;
    private final Answers answers;
    private final ProductIds ids;

    private record Body(
            @JsonProperty("product_id") long productId,
            String name,
            int stock,
            BigDecimal price,
            @JsonProperty("image_url") String imageUrl) {

        static Body of(ProductView product) {
            return new Body(
                    product.id(),
                    product.name(),
                    product.stock(),
                    product.price(),
                    product.imageUrl());
        }
    }

    public GetStock(Stock stock, Answers answers, ProductIds ids) {
        this.stock = stock;
        this.answers = answers;
        this.ids = ids;
    }

    @Override
    public void handle(Context ctx) {
        stock.product(ids.of(ctx))
                .ifPresentOrElse(
                        product -> answers.ok(ctx, Body.of(product)),
                        () -> answers.error(ctx, 404, "product_not_found"));
    }
}
