package io.lblab.shop.pages;

import io.lblab.shop.catalogue.Product;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A category and its products.
public record Shelf(String name, List<Product> products) {

    /// Products by category, both in the order in which they come.
    static List<Shelf> of(List<Product> products) {
        Map<String, List<Product>> byCategory = new LinkedHashMap<>();
        for (Product product : products) {
            byCategory.computeIfAbsent(product.category(), _ -> new ArrayList<>()).add(product);
        }
        return byCategory.entrySet().stream()
                .map(entry -> new Shelf(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    /// Where on the shop page it stands.
    public String anchor() {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /// The page that shows only this one.
    public String url() {
        return url(name);
    }

    static String url(String category) {
        return "/shop?category=" + URLEncoder.encode(category, StandardCharsets.UTF_8);
    }
}
