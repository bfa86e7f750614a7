package io.lblab.shop.catalogue;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.lblab.shop.web.Answers;
import java.util.List;

/// `GET /products`: all products.
public final class GetProducts implements Handler {
    private final Catalogue catalogue;
    private final Answers answers;

    private record Body(List<ProductView> products) {}

    public GetProducts(Catalogue catalogue, Answers answers) {
        this.catalogue = catalogue;
        this.answers = answers;
    }

    @Override
    public void handle(Context ctx) {
        answers.ok(ctx, new Body(catalogue.all().stream().map(ProductView::of).toList()));
    }
}
