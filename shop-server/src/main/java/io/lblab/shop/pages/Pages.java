package io.lblab.shop.pages;

import io.javalin.http.Context;
import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.catalogue.Derived;
import io.lblab.shop.catalogue.Product;
import io.lblab.shop.catalogue.ProductPage;
import io.lblab.shop.catalogue.ProductQuery;
import io.lblab.shop.catalogue.ProductSearch;
import io.lblab.shop.web.Requests;
import io.lblab.shop.web.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pages that show what there is to buy. What is on them is rendered when a product changes; a
/// request adds the frame.
public final class Pages {
    private static final int RELATED = 4;

    private final Templates templates;
    private final Frames frames;
    private final ErrorPages errors;
    private final Catalogue catalogue;
    private final Cards cards;
    private final ProductSearch search = new ProductSearch();
    private final Derived<List<Shelf>> shelves = new Derived<>(Shelf::of);
    private final Derived<Rendered> home = new Derived<>(this::renderHome);
    private final Derived<Rendered> shop = new Derived<>(this::renderShop);

    public Pages(Templates templates, Frames frames, ErrorPages errors, Catalogue catalogue) {
        this.templates = templates;
        this.frames = frames;
        this.errors = errors;
        this.catalogue = catalogue;
        this.cards = new Cards(card -> templates.part("card", Map.of("card", card)));
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/", this::home),
                Route.get("/shop", this::shop),
                Route.get("/product/{id}", this::product));
    }

    private void home(Context ctx) {
        templates.send(
                ctx,
                "home",
                Map.of(
                        "frame", frames.of(ctx, "", "home"),
                        "content", home.of(catalogue.all())));
    }

    /// Everything by shelves; or what is looked for, a page at a time.
    private void shop(Context ctx) {
        if (ProductQuery.isIn(ctx)) {
            list(ctx, ProductQuery.of(ctx));
            return;
        }
        templates.send(
                ctx,
                "shop",
                Map.of(
                        "frame", frames.of(ctx, "Shop", "shop"),
                        "content", shop.of(catalogue.all())));
    }

    private void list(Context ctx, ProductQuery query) {
        List<Product> products = catalogue.all();
        ProductPage found = search.find(products, query.ofSize(ProductQuery.SIZE));
        if (query.page() > found.pages()) {
            found = search.find(products, found.query().at(found.pages()));
        }
        Listing listing = new Listing(found, shelves.of(products), cards.of(found.products()));
        templates.send(
                ctx,
                "list",
                Map.of("frame", frames.of(ctx, listing.heading(), "shop"), "listing", listing));
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
        List<Product> related =
                products.stream()
                        .filter(p -> p.category().equals(card.category()) && p.id() != id)
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
                        cards.of(spread(related))));
    }

    private Rendered renderHome(List<Product> products) {
        List<Shelf> all = shelves.of(products);
        List<Product> picks = new ArrayList<>();
        for (int i = 1; i < all.size(); i++) {
            List<Product> shelf = all.get(i).products();
            picks.add(shelf.get(i * 5 % shelf.size()));
        }
        return templates.part(
                "home",
                Map.of(
                        "essentials",
                        products.stream().limit(3).map(Card::of).toList(),
                        "shelves",
                        all,
                        "picks",
                        cards.of(picks)));
    }

    private Rendered renderShop(List<Product> products) {
        return templates.part("shelves", Map.of("shelves", shelves.of(products), "cards", cards));
    }

    /// A few from all over the list, not the first ones, which are all of one kind.
    private static List<Product> spread(List<Product> products) {
        List<Product> some = new ArrayList<>();
        for (int i = 0; i < RELATED && !products.isEmpty(); i++) {
            Product product = products.get(i * products.size() / RELATED);
            if (!some.contains(product)) {
                some.add(product);
            }
        }
        return some;
    }
}
