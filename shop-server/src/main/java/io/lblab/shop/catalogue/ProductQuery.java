package io.lblab.shop.catalogue;

import io.javalin.http.Context;
import io.lblab.shop.web.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which products are looked for: the query parameters `q`, `category`, `sort`, `page`, `size`.
///
/// @param q words, all of which must be there; none matches everything
/// @param category its name; empty for every one
/// @param page from 1
/// @param size products a page
public record ProductQuery(String q, String category, Sort sort, int page, int size) {
    /// How many products a page has when nobody says.
    public static final int SIZE = 24;

    static final int LARGEST_SIZE = 100;
    static final int LONGEST = 100;

    /// Whether a request looks for something at all.
    public static boolean isIn(Context ctx) {
        return Stream.of("q", "category", "sort", "page")
                .anyMatch(ctx.queryParamMap()::containsKey);
    }

    /// Reads a request.
    ///
    /// @throws Refusal 400 when a parameter makes no sense
    public static ProductQuery of(Context ctx) {
        return new ProductQuery(
                text(ctx, "q"),
                text(ctx, "category"),
                sort(ctx),
                number(ctx, "page", 1, Integer.MAX_VALUE),
                number(ctx, "size", SIZE, LARGEST_SIZE));
    }

    /// The same, from another page on.
    public ProductQuery at(int otherPage) {
        return new ProductQuery(q, category, sort, otherPage, size);
    }

    /// The same, with this many products a page.
    public ProductQuery ofSize(int otherSize) {
        return new ProductQuery(q, category, sort, page, otherSize);
    }

    /// The words looked for, in lower case.
    List<String> words() {
        return Arrays.stream(q.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String text(Context ctx, String name) {
        String text = Optional.ofNullable(ctx.queryParam(name)).orElse("").strip();
        if (text.length() > LONGEST) {
            throw refusal(name, "It may have %d characters at most.".formatted(LONGEST));
        }
        return text;
    }

    private static Sort sort(Context ctx) {
        return Sort.of(text(ctx, "sort"))
                .orElseThrow(() ->
                        refusal(
                                "sort",
                                "It must be one of %s, or nothing."
                                        .formatted(
                                                Arrays.stream(Sort.values())
                                                        .map(Sort::parameter)
                                                        .filter(name -> !name.isEmpty())
                                                        .collect(Collectors.joining(", ")))));
    }

    private static int number(Context ctx, String name, int otherwise, int most) {
        String text = Optional.ofNullable(ctx.queryParam(name)).orElse("").strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > most) {
            throw refusal(
                    name,
                    most == Integer.MAX_VALUE
                            ? "It must be a whole number from 1 upwards."
                            : "It must be a whole number from 1 to %d.".formatted(most));
        }
        return number;
    }

    private static Refusal refusal(String name, String words) {
        return new Refusal(
                400, "invalid_" + name, "That “%s” makes no sense to us.".formatted(name), words);
    }
}
