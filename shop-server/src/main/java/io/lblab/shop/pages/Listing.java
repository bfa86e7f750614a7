package io.lblab.shop.pages;

import io.lblab.shop.catalogue.ProductPage;
import io.lblab.shop.catalogue.ProductQuery;
import io.lblab.shop.catalogue.Sort;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/// A page of found products as the shop shows it.
///
/// @param shelves all categories there are
/// @param cards of the products of this page
public record Listing(ProductPage found, List<Shelf> shelves, List<Rendered> cards) {
    /// How many page numbers stand beside the present one, on each side.
    private static final int BESIDE = 2;

    public ProductQuery query() {
        return found.query();
    }

    /// What was looked for, as a heading.
    public String heading() {
        if (!query().q().isEmpty()) {
            return "“" + query().q() + "”";
        }
        return query().category().isEmpty() ? "All products" : query().category();
    }

    /// How many were found, and where.
    public String count() {
        String number =
                switch (found.total()) {
                    case 0 -> "Nothing found";
                    case 1 -> "1 product";
                    default -> found.total() + " products";
                };
        boolean within = !query().q().isEmpty() && !query().category().isEmpty();
        return number + (within ? " in " + query().category() : "");
    }

    public List<Sort> sorts() {
        return List.of(Sort.values());
    }

    public boolean hasPrevious() {
        return query().page() > 1;
    }

    public boolean hasNext() {
        return query().page() < found.pages();
    }

    /// The pages that are linked, in order; 0 stands for those left out.
    public List<Integer> numbers() {
        int here = query().page();
        int last = found.pages();
        List<Integer> shown =
                IntStream.rangeClosed(1, last)
                        .filter(page ->
                                page == 1 || page == last || Math.abs(page - here) <= BESIDE)
                        .boxed()
                        .toList();
        return shown.stream()
                .flatMap(page ->
                        page > 1 && !shown.contains(page - 1)
                                ? List.of(0, page).stream()
                                : List.of(page).stream())
                .toList();
    }

    /// The same search on another page.
    public String page(int page) {
        return url(query().category(), page);
    }

    /// The same search in another category, or in all (empty).
    public String within(String category) {
        return url(category, 1);
    }

    private String url(String category, int page) {
        StringJoiner parameters = new StringJoiner("&", "/shop?", "").setEmptyValue("/shop");
        add(parameters, "q", query().q());
        add(parameters, "category", category);
        add(parameters, "sort", query().sort().parameter());
        add(parameters, "page", page == 1 ? "" : Integer.toString(page));
        String url = parameters.toString();
        // Page 1 of everything, unsorted, is still a list: without a parameter it would be all.
        return url.equals("/shop") && category.equals(query().category()) ? "/shop?page=1" : url;
    }

    private static void add(StringJoiner parameters, String name, String value) {
        if (!value.isEmpty()) {
            parameters.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
