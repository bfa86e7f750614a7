package io.lblab.shop.catalogue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What an empty shop is filled with: the three products that every guide to this system names, and
/// a catalogue that is the same on every machine.
public final class Seed {
    private static final String[] SERIES = {
        "Alder", "Brook", "Cairn", "Dune", "Ember", "Fjord", "Grove", "Haven", "Isle"
    };

    private Seed() {}

    /// Inserts the catalogue into an empty database.
    ///
    /// @return how many products there are now
    /// @param nowMillis start of the versions, so that a database seeded anew counts on from the
    ///   old
    public static int plant(Connection connection, long nowMillis) throws SQLException {
        List<Product> products = products(nowMillis);
        ProductTable.insert(connection, products);
        return products.size();
    }

    /// The products of the seed, by id from 1.
    public static List<Product> products(long version) {
        List<Product> products = new ArrayList<>();
        products.add(
                new Product(
                        1,
                        "Widget",
                        "Essentials",
                        "widget-0",
                        "The part that everything else is made of. Fits where it should.",
                        999,
                        100,
                        version,
                        true));
        products.add(
                new Product(
                        2,
                        "Gadget",
                        "Essentials",
                        "gadget-1",
                        "Does one thing at the press of a button, and does it well.",
                        1499,
                        50,
                        version,
                        true));
        products.add(
                new Product(
                        3,
                        "Thingamajig",
                        "Essentials",
                        "thingamajig-2",
                        "Nobody remembers what it is called. Nobody wants to be without it.",
                        1999,
                        75,
                        version,
                        true));
        // java.util.Random's sequence is part of its specification: the same everywhere.
        Random random = new Random(42);
        for (Assortment.Category category : Assortment.categories()) {
            for (int series = 0; series < SERIES.length; series++) {
                for (Assortment.Kind kind : category.kinds()) {
                    int id = products.size() + 1;
                    products.add(product(id, category.name(), kind, series, random, version));
                }
            }
        }
        return List.copyOf(products);
    }

    private static Product product(
            int id,
            String category,
            Assortment.Kind kind,
            int series,
            Random random,
            long version) {
        String make = kind.makes().get(series % kind.makes().size());
        int span = kind.toCents() - kind.fromCents();
        long price = (long) kind.fromCents() + random.nextInt(span + 1);
        return new Product(
                id,
                "%s %s %s".formatted(SERIES[series], make.replace('-', ' '), kind.noun()),
                category,
                kind.picture() + "-" + (series + 3 * id) % Palette.COLOURWAYS,
                kind.sentence(),
                price - price % 100 + 90, // 12.90, 13.90, …
                10 + random.nextInt(191),
                version,
                true);
    }
}
