package io.lblab.shop.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.lblab.shop.web.Answers;
import java.math.BigDecimal;
import java.util.List;

/// `GET /api/products?q=&category=&sort=&page=&size=`: the products that match, a page at a time.
public final class FindProducts implements Handler {
    private final ProductSearch search = new ProductSearch();
    private final Catalogue catalogue;
    private final Answers answers;

    private record Item(
            long id,
            String name,
            String category,
            String description,
            int stock,
            BigDecimal price,
            @JsonProperty("image_url") String imageUrl) {

        static Item of(Product product) {
            return new Item(
                    product.id(),
                    product.name(),
                    product.category(),
                    product.description(),
                    product.stock(),
                    BigDecimal.valueOf(product.priceCents(), 2),
                    product.imageUrl());
        }
    }

    private record Body(List<Item> products, int total, int page, int pages, int size) {}

    public FindProducts(Catalogue catalogue, Answers answers) {
        this.catalogue = catalogue;
        this.answers = answers;
    }

    @Override
    public void handle(Context ctx) {
        ProductQuery query = ProductQuery.of(ctx);
        ProductPage found = search.find(catalogue.all(), query);
        answers.ok(
                ctx,
                new Body(
                        found.products().stream().map(Item::of).toList(),
                        found.total(),
                        query.page(),
                        found.pages(),
                        query.size()));
    }
}
