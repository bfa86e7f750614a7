package io.lblab.shop.catalogue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/// The order in which found products come. Equal ones stay in the order of the shelves.
public enum Sort {
    SHELF("", "As on the shelves"),
    NAME("name", "Name, A to Z"),
    NAME_DOWN("-name", "Name, Z to A"),
    PRICE("price", "Price, lowest first"),
    PRICE_DOWN("-price", "Price, highest first"),
    STOCK("stock", "Stock, fewest first"),
    STOCK_DOWN("-stock", "Stock, most first");

    private final String parameter;
    private final String words;

    Sort(String parameter, String words) {
        this.parameter = parameter;
        this.words = words;
    }

    static Optional<Sort> of(String parameter) {
        return Arrays.stream(values()).filter(s -> s.parameter.equals(parameter)).findFirst();
    }

    /// The value of the query parameter `sort`.
    public String parameter() {
        return parameter;
    }

    /// What the pages call it.
    public String words() {
        return words;
    }

    Comparator<Product> order() {
        return switch (this) {
            case SHELF -> Comparator.comparingLong(Product::id);
            case NAME -> Comparator.comparing(Product::name, String::compareToIgnoreCase);
            case NAME_DOWN -> NAME.order().reversed();
            case PRICE -> Comparator.comparingLong(Product::priceCents);
            case PRICE_DOWN -> PRICE.order().reversed();
            case STOCK -> Comparator.comparingInt(Product::stock);
            case STOCK_DOWN -> STOCK.order().reversed();
        };
    }
}
