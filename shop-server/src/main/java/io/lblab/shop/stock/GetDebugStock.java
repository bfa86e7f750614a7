package io.lblab.shop.stock;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.catalogue.Product;
import io.lblab.shop.web.Answers;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// `GET /debug/stock?product_id=`: the stock in the database beside the one in the cache (null when
/// it has none).
public final class GetDebugStock implements Handler {
    private final Catalogue catalogue;
    private final ProductCache cache;
    private final Answers answers;
    private final ProductIds ids;

    private record Body(
            @JsonProperty("product_id") long productId,
            @JsonProperty("db_stock") int databaseStock,
            @JsonProperty("redis_stock") @Nullable Integer redisStock) {}

    public GetDebugStock(Catalogue catalogue, ProductCache cache, Answers answers, ProductIds ids) {
        this.catalogue = catalogue;
        this.cache = cache;
        this.answers = answers;
        this.ids = ids;
    }

    @Override
    public void handle(Context ctx) {
        Optional<Product> product = catalogue.find(ids.of(ctx));
        if (product.isEmpty()) {
            answers.error(ctx, 404, "product_not_found");
            return;
        }
        long id = product.get().id();
        OptionalInt cached = cache.stock(id);
        answers.ok(
                ctx,
                new Body(id, product.get().stock(), cached.isPresent() ? cached.getAsInt() : null));
    }
}
