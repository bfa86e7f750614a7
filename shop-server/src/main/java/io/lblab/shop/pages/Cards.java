package io.lblab.shop.pages;

import io.lblab.shop.catalogue.Product;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The cards of products, each rendered once for as long as its product stays the same.
public final class Cards {
    private final Function<Card, Rendered> render;
    private final Map<Long, Made> made = new ConcurrentHashMap<>();

    private record Made(Product product, Rendered card) {}

    Cards(Function<Card, Rendered> render) {
        this.render = render;
    }

    public Rendered of(Product product) {
        Made last = made.get(product.id());
        if (last != null && last.product.equals(product)) {
            return last.card;
        }
        Rendered card = render.apply(Card.of(product));
        made.put(product.id(), new Made(product, card));
        return card;
    }

    List<Rendered> of(List<Product> products) {
        return products.stream().map(this::of).toList();
    }
}
