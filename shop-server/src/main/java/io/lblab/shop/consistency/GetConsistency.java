package io.lblab.shop.consistency;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.lblab.shop.stock.StockBook;
import io.lblab.shop.store.Database;
import io.lblab.shop.web.Answers;
import java.util.List;

/// `GET /lab/consistency`: whether every product's books balance, at one moment. With the stock in
/// Redis, pieces held for an order that is still pending make a difference until it has ended.
public final class GetConsistency implements Handler {
    private final Database database;
    private final StockBook stock;
    private final Answers answers;

    private record Body(
            boolean balanced,
            @JsonProperty("pending_orders") long pendingOrders,
            List<Balance> unbalanced,
            List<Balance> products) {}

    public GetConsistency(Database database, StockBook stock, Answers answers) {
        this.database = database;
        this.stock = stock;
        this.answers = answers;
    }

    @Override
    public void handle(Context ctx) {
        stock.flush();
        answers.ok(
                ctx,
                database.snapshot(c -> {
                    List<Balance> products = Balance.all(c);
                    List<Balance> unbalanced =
                            products.stream().filter(product -> !product.balanced()).toList();
                    try (var select =
                                    c.prepareStatement(
                                            "SELECT COUNT(*) FROM orders WHERE state = 'pending'");
                            var row = select.executeQuery()) {
                        row.next();
                        return new Body(unbalanced.isEmpty(), row.getLong(1), unbalanced, products);
                    }
                }));
    }
}
