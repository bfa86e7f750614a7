package io.lblab.shop.pages;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.catalogue.Product;
import io.lblab.shop.web.Body;
import io.lblab.shop.web.ErrorPage;
import io.lblab.shop.web.Requests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Renders the pages from templates that were compiled with the server.
public final class Pages implements ErrorPage {
    private static final int RELATED = 4;

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
    private final Catalogue catalogue;
    private final String instance;

    public Pages(Catalogue catalogue, String instance) {
        this.catalogue = catalogue;
        this.instance = instance;
    }

    /// `GET /`
    public void home(Context ctx) {
        List<Shelf> shelves = Shelf.of(catalogue.all());
        List<Card> picks = new ArrayList<>();
        for (int i = 1; i < shelves.size(); i++) {
            List<Card> cards = shelves.get(i).cards();
            picks.add(cards.get(i * 5 % cards.size()));
        }
        send(
                ctx,
                "home",
                Map.of(
                        "frame",
                        new Frame("Upstream Goods", instance, "home"),
                        "essentials",
                        shelves.isEmpty() ? List.of() : shelves.getFirst().cards(),
                        "shelves",
                        shelves,
                        "picks",
                        picks));
    }

    /// `GET /shop`
    public void shop(Context ctx) {
        send(
                ctx,
                "shop",
                Map.of(
                        "frame",
                        new Frame("Shop · Upstream Goods", instance, "shop"),
                        "shelves",
                        Shelf.of(catalogue.all())));
    }

    /// `GET /product/{id}`
    public void product(Context ctx) {
        long id = Requests.id(ctx.pathParam("id"));
        List<Product> products = catalogue.all();
        Optional<Product> product = products.stream().filter(p -> p.id() == id).findFirst();
        if (product.isEmpty()) {
            ctx.status(404);
            send(ctx, html(404));
            return;
        }
        Card card = Card.of(product.get());
        List<Card> related =
                products.stream()
                        .filter(p -> p.category().equals(card.category()) && p.id() != id)
                        .map(Card::of)
                        .toList();
        send(
                ctx,
                "product",
                Map.of(
                        "frame",
                        new Frame(card.name() + " · Upstream Goods", instance, ""),
                        "card",
                        card,
                        "related",
                        spread(related)));
    }

    @Override
    public String html(int status) {
        return render(
                "error",
                Map.of(
                        "frame",
                        new Frame(status + " · Upstream Goods", instance, ""),
                        "status",
                        status));
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

    private void send(Context ctx, String template, Map<String, Object> parameters) {
        send(ctx, render(template, parameters));
    }

    private static void send(Context ctx, String html) {
        Body.send(ctx, Body.HTML, html.getBytes(StandardCharsets.UTF_8));
    }

    private String render(String template, Map<String, Object> parameters) {
        StringOutput output = new StringOutput(16_384);
        templates.render(template + ".jte", parameters, output);
        return output.toString();
    }
}
