package io.lblab.shop.pages;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.lblab.shop.admin.ProductDesk;
import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.catalogue.Product;
import io.lblab.shop.catalogue.ProductPage;
import io.lblab.shop.catalogue.ProductQuery;
import io.lblab.shop.catalogue.ProductSearch;
import io.lblab.shop.web.Requests;
import io.lblab.shop.web.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All products as an admin sees and changes them, withdrawn ones too.
public final class AdminProductPages {
    /// From here down a stock is low.
    static final int LOW = 10;

    private static final String PRODUCTS = "/admin/products";
    private static final String PRODUCT = PRODUCTS + "/{id}";
    private static final Map<String, String> WORDS =
            Map.of(
                    "made", "It is made.",
                    "saved", "It is saved.",
                    "stock", "The stock is set.");

    private final Templates templates;
    private final Frames frames;
    private final AdminGate gate;
    private final Catalogue catalogue;
    private final ProductDesk desk;
    private final ProductSearch search = new ProductSearch();

    public AdminProductPages(
            Templates templates,
            Frames frames,
            AdminGate gate,
            Catalogue catalogue,
            ProductDesk desk) {
        this.templates = templates;
        this.frames = frames;
        this.gate = gate;
        this.catalogue = catalogue;
        this.desk = desk;
    }

    public List<Route> routes() {
        return List.of(
                gate.get(PRODUCTS, this::list),
                gate.post(PRODUCTS, this::add),
                gate.get(
                        PRODUCTS + "/new",
                        ctx -> show(ctx, Optional.empty(), ProductForm.EMPTY, List.of())),
                gate.get(PRODUCT, this::edit),
                gate.post(PRODUCT, this::change),
                gate.post(PRODUCT + "/stock", this::setStock));
    }

    static boolean isLow(Product product) {
        return product.active() && product.stock() <= LOW;
    }

    private void list(Context ctx) {
        Show show = Show.of(ctx.queryParam("show"));
        List<Product> products =
                show == Show.ALL
                        ? catalogue.everything()
                        : catalogue.everything().stream().filter(show::has).toList();
        ProductQuery query = ProductQuery.of(ctx).ofSize(ProductQuery.SIZE);
        ProductPage found = search.find(products, query);
        if (query.page() > found.pages()) {
            found = search.find(products, query.at(found.pages()));
        }
        templates.sendPersonal(
                ctx,
                "admin/products",
                Map.of(
                        "frame",
                        frames.of(ctx, "Products", "account"),
                        "list",
                        new ProductList(found, show)));
    }

    private void edit(Context ctx) {
        Product product = product(ctx);
        show(ctx, Optional.of(product), ProductForm.of(product), List.of());
    }

    private void add(Context ctx) {
        ProductForm form = ProductForm.of(ctx);
        List<String> problems = form.problemsOfNew();
        if (problems.isEmpty()) {
            long id = desk.add(form.details(), ProductForm.pieces(form.stock()).orElseThrow());
            ctx.redirect(PRODUCTS + "/" + id + "?said=made", HttpStatus.SEE_OTHER);
        } else {
            ctx.status(422);
            show(ctx, Optional.empty(), form, problems);
        }
    }

    private void change(Context ctx) {
        Product product = product(ctx);
        ProductForm form = ProductForm.of(ctx);
        List<String> problems = form.problems();
        if (!problems.isEmpty()) {
            ctx.status(422);
            show(ctx, Optional.of(product), form, problems);
            return;
        }
        switch (desk.change(product.id(), form.mark(), form.details())) {
            case DONE ->
                    ctx.redirect(
                            PRODUCTS + "/" + product.id() + "?said=saved", HttpStatus.SEE_OTHER);
            case NOT_FOUND -> throw new NotFoundResponse();
            case OUTDATED -> {
                Product now = product(ctx);
                ctx.status(409);
                show(
                        ctx,
                        Optional.of(now),
                        form.over(now),
                        List.of(
                                "Somebody else has changed this product meanwhile: it is now “%s” at %s. Save again to replace that by what is typed here."
                                        .formatted(now.name(), Money.of(now.priceCents()))));
            }
        }
    }

    private void setStock(Context ctx) {
        Product product = product(ctx);
        String typed = ProductForm.field(ctx, "stock");
        Optional<Integer> pieces = ProductForm.pieces(typed);
        if (pieces.isEmpty()) {
            ctx.status(422);
            show(
                    ctx,
                    Optional.of(product),
                    ProductForm.of(product).withStock(typed),
                    List.of(ProductForm.STOCK_PROBLEM));
        } else if (desk.setStock(product.id(), pieces.get()).isEmpty()) {
            throw new NotFoundResponse();
        } else {
            ctx.redirect(PRODUCTS + "/" + product.id() + "?said=stock", HttpStatus.SEE_OTHER);
        }
    }

    private void show(
            Context ctx, Optional<Product> product, ProductForm form, List<String> problems) {
        templates.sendPersonal(
                ctx,
                "admin/product",
                Map.of(
                        "frame",
                        frames.of(
                                ctx,
                                product.map(p -> "Edit " + p.name()).orElse("New product"),
                                "account"),
                        "product",
                        product,
                        "form",
                        form,
                        "problems",
                        problems,
                        "categories",
                        Shelf.of(catalogue.everything()).stream().map(Shelf::name).toList(),
                        "said",
                        WORDS.getOrDefault(
                                Optional.ofNullable(ctx.queryParam("said")).orElse(""), "")));
    }

    private Product product(Context ctx) {
        return desk.find(Requests.id(ctx.pathParam("id"))).orElseThrow(NotFoundResponse::new);
    }

    /// Which products are listed.
    public enum Show {
        ALL("", "All"),
        LOW("low", "Low stock"),
        WITHDRAWN("withdrawn", "Withdrawn");

        private final String parameter;
        private final String words;

        Show(String parameter, String words) {
            this.parameter = parameter;
            this.words = words;
        }

        public String parameter() {
            return parameter;
        }

        public String words() {
            return words;
        }

        boolean has(Product product) {
            return switch (this) {
                case ALL -> true;
                case LOW -> isLow(product);
                case WITHDRAWN -> !product.active();
            };
        }

        static Show of(@Nullable String parameter) {
            return "low".equals(parameter) ? LOW : "withdrawn".equals(parameter) ? WITHDRAWN : ALL;
        }
    }
}
