package io.lblab.shop.stock;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.lblab.shop.web.Answers;

/// `DELETE /debug/cache?product_id=`: makes the cache forget a product.
public final class DeleteDebugCache implements Handler {
    private final ProductCache cache;
    private final Answers answers;
    private final ProductIds ids;

    private record Body(@JsonProperty("product_id") long productId, int deleted) {}

    public DeleteDebugCache(ProductCache cache, Answers answers, ProductIds ids) {
        this.cache = cache;
        this.answers = answers;
        this.ids = ids;
    }

    @Override
    public void handle(Context ctx) {
        long id = ids.of(ctx);
        answers.ok(ctx, new Body(id, cache.delete(id)));
    }
}
