package io.lblab.shop.pages;

import io.javalin.http.Context;
import io.lblab.shop.catalogue.Product;
import io.lblab.shop.catalogue.ProductDetails;
import io.lblab.shop.catalogue.ProductPictures;
import io.lblab.shop.stock.PutStock;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an admin typed about a product, as it was typed.
///
/// @param kind what the picture shows
/// @param colours number of its colourway
/// @param stock pieces of a new product
/// @param active whether it is to be offered
/// @param mark [ProductDetails#mark()] of what the form was filled with; empty for a new product
public record ProductForm(
        String name,
        String category,
        String description,
        String price,
        String kind,
        String colours,
        String stock,
        boolean active,
        String mark) {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_CATEGORY = 40;
    private static final int LONGEST_DESCRIPTION = 600;
    private static final long HIGHEST_CENTS = 100_000_000;
    private static final Pattern PRICE = Pattern.compile("([0-9]{1,7})(?:[.,]([0-9]{1,2}))?");

    static final ProductForm EMPTY = new ProductForm("", "", "", "", "widget", "0", "0", true, "");

    static ProductForm of(Product product) {
        return new ProductForm(
                product.name(),
                product.category(),
                product.description(),
                BigDecimal.valueOf(product.priceCents(), 2).toPlainString(),
                ProductPictures.kind(product.picture()),
                product.picture().substring(product.picture().lastIndexOf('-') + 1),
                Integer.toString(product.stock()),
                product.active(),
                ProductDetails.of(product).mark());
    }

    static ProductForm of(Context ctx) {
        return new ProductForm(
                field(ctx, "name"),
                field(ctx, "category"),
                field(ctx, "description").replaceAll("\\R", "\n"),
                field(ctx, "price"),
                field(ctx, "kind"),
                field(ctx, "colours"),
                field(ctx, "stock"),
                ctx.formParam("active") != null,
                field(ctx, "mark"));
    }

    /// The same, as an answer to what the product says now.
    ProductForm over(Product product) {
        return new ProductForm(
                name,
                category,
                description,
                price,
                kind,
                colours,
                stock,
                active,
                ProductDetails.of(product).mark());
    }

    /// The same with another stock typed.
    ProductForm withStock(String typed) {
        return new ProductForm(
                name, category, description, price, kind, colours, typed, active, mark);
    }

    /// What mends it, a sentence each; empty when nothing is wrong.
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        text(problems, "The name", name, LONGEST_NAME);
        text(problems, "The category", category, LONGEST_CATEGORY);
        text(problems, "The description", description.replace('\n', ' '), LONGEST_DESCRIPTION);
        if (cents().isEmpty()) {
            problems.add(
                    "The price must be an amount with at most two decimals, like 12.90, and at most"
                            + " %s.".formatted(Money.of(HIGHEST_CENTS)));
        }
        if (!ProductPictures.kinds().contains(kind) || !colours.matches("[0-7]")) {
            problems.add("There is no such picture.");
        }
        return problems;
    }

    /// As [#problems], of a new product.
    List<String> problemsOfNew() {
        List<String> problems = problems();
        if (pieces(stock).isEmpty()) {
            problems.add(STOCK_PROBLEM);
        }
        return problems;
    }

    /// What was typed, when there is no problem.
    ProductDetails details() {
        return new ProductDetails(
                name, category, kind + "-" + colours, description, cents().orElseThrow(), active);
    }

    static final String STOCK_PROBLEM =
            "The stock must be a whole number of pieces from 0 to %d.".formatted(PutStock.MOST);

    /// A number of pieces; empty when it is none.
    static Optional<Integer> pieces(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1,7}"))
                .map(Integer::valueOf)
                .filter(pieces -> pieces <= PutStock.MOST);
    }

    private Optional<Long> cents() {
        var parts = PRICE.matcher(price);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String decimals = parts.group(2) == null ? "" : parts.group(2);
        long cents = Long.parseLong(parts.group(1) + (decimals + "00").substring(0, 2));
        return Optional.of(cents).filter(amount -> amount <= HIGHEST_CENTS);
    }

    private static void text(List<String> problems, String what, String text, int longest) {
        if (text.isEmpty() || text.codePointCount(0, text.length()) > longest) {
            problems.add("%s must have 1 to %d characters.".formatted(what, longest));
        } else if (text.codePoints().anyMatch(Character::isISOControl)) {
            problems.add("%s must not have control characters.".formatted(what));
        }
    }

    static String field(Context ctx, String name) {
        return Optional.ofNullable(ctx.formParam(name)).orElse("").strip();
    }
}
