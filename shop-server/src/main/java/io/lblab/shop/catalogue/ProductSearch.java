package io.lblab.shop.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Looks through products in memory: every word must be in the name, the category or the
/// description, in whatever case. What the client sends is only ever compared, never a pattern.
public final class ProductSearch {
    private final Derived<List<Entry>> entries =
            new Derived<>(products -> products.stream().map(Entry::of).toList());

    /// A product and its texts in lower case.
    private record Entry(Product product, String name, String all) {
        static Entry of(Product product) {
            return new Entry(
                    product,
                    product.name().toLowerCase(Locale.ROOT),
                    String.join("\n", product.name(), product.category(), product.description())
                            .toLowerCase(Locale.ROOT));
        }
    }

    /// The page asked for, empty when it is behind the last. As long as no other order is asked
    /// for, products whose name has all the words come first.
    public ProductPage find(List<Product> products, ProductQuery query) {
        List<String> words = query.words();
        List<Product> byName = new ArrayList<>();
        List<Product> otherwise = new ArrayList<>();
        for (Entry entry : entries.of(products)) {
            if (!query.category().isEmpty() && !entry.product.category().equals(query.category())) {
                continue;
            }
            if (words.stream().allMatch(entry.name::contains)) {
                byName.add(entry.product);
            } else if (words.stream().allMatch(entry.all::contains)) {
                otherwise.add(entry.product);
            }
        }
        List<Product> found = new ArrayList<>(byName);
        found.addAll(otherwise);
        if (query.sort() != Sort.SHELF) {
            found.sort(query.sort().order().thenComparingLong(Product::id));
        }
        long from = (query.page() - 1L) * query.size();
        return new ProductPage(
                query, found.stream().skip(from).limit(query.size()).toList(), found.size());
    }
}
