package io.lblab.shop.pages;

import io.javalin.http.Context;
import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.catalogue.Product;
import io.lblab.shop.web.Requests;
import io.lblab.shop.web.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pages that show what there is to buy.
public final class Pages {
    private static final int RELATED = 4;

    private final Templates templates;
    private final Frames frames;
    private final ErrorPages errors;
    private final Catalogue catalogue;

    public Pages(Templates templates, Frames frames, ErrorPages errors, Catalogue catalogue) {
        this.templates = templates;
        this.frames = frames;
        this.errors = errors;
        this.catalogue = catalogue;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/", this::home),
                Route.get("/shop", this::shop),
                Route.get("/product/{id}", this::product));
    }

    private void home(Context ctx) {
        List<Shelf> shelves = Shelf.of(catalogue.all());
        List<Card> picks = new ArrayList<>();
        for (int i = 1; i < shelves.size(); i++) {
            List<Card> cards = shelves.get(i).cards();
            picks.add(cards.get(i * 5 % cards.size()));
        }
        templates.send(
                ctx,
                "home",
                Map.of(
                        "frame",
                        frames.of(ctx, "", "home"),
                        "essentials",
                        shelves.isEmpty() ? List.of() : shelves.getFirst().cards(),
                        "shelves",
                        shelves,
                        "picks",
                        picks));
    }

    private void shop(Context ctx) {
        templates.send(
                ctx,
                "shop",
                Map.of(
                        "frame",
                        frames.of(ctx, "Shop", "shop"),
                        "shelves",
                        Shelf.of(catalogue.all())));
    }

    private void product(Context ctx) {
        long id = Requests.id(ctx.pathParam("id"));
        List<Product> products = catalogue.all();
        Optional<Product> product = products.stream().filter(p -> p.id() == id).findFirst();
        if (product.isEmpty()) {
            errors.send(ctx, 404, null);
            return;
        }
        Card card = Card.of(product.get());
        List<Card> related =
                products.stream()
                        .filter(p -> p.category().equals(card.category()) && p.id() != id)
                        .map(Card::of)
                        .toList();
        templates.send(
                ctx,
                "product",
                Map.of(
                        "frame",
                        frames.of(ctx, card.name(), ""),
                        "card",
                        card,
                        "related",
                        spread(related)));
    }

    /// A few from all over the list, not the first ones, which are all of one kind.
    private static List<Card> spread(List<Card> cards) {
        List<Card> some = new ArrayList<>();
        for (int i = 0; i < RELATED && !cards.isEmpty(); i++) {
            Card card = cards.get(i * cards.size() / RELATED);
            if (!some.contains(card)) {
                some.add(card);
            }
        }
        return some;
    }
}
