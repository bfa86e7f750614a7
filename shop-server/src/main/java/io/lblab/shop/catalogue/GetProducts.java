package io.lblab.shop.catalogue;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.lblab.shop.web.Answers;
import java.util.List;

/// `GET /products`: all products. The answer is written once for as long as none has changed.
public final class GetProducts implements Handler {
    private final Catalogue catalogue;
    private final Answers answers;
    private final Derived<byte[]> body;

    private record Body(List<ProductView> products) {}

    public GetProducts(Catalogue catalogue, Answers answers) {
        this.catalogue = catalogue;
        this.answers = answers;
        this.body =
                new Derived<>(products ->
                        answers.write(new Body(products.stream().map(ProductView::of).toList())));
    }

    @Override
    public void handle(Context ctx) {
        answers.written(ctx, body.of(catalogue.all()));
    }
}
