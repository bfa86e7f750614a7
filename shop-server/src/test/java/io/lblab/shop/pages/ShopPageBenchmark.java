package io.lblab.shop.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.catalogue.Derived;
import io.lblab.shop.catalogue.Product;
import io.lblab.shop.catalogue.Seed;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What rendering `/shop`, with its 291 products, costs.
@Tag("bench")
class ShopPageBenchmark {
    private static final int WARM_UP = 5_000;
    private static final int TIMES = 5_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Templates templates = new Templates();
    private final Cards cards = new Cards(card -> templates.part("card", Map.of("card", card)));
    private final Derived<List<Shelf>> shelves = new Derived<>(Shelf::of);
    private final Derived<Rendered> shop =
            new Derived<>(products ->
                    templates.part(
                            "shelves", Map.of("shelves", shelves.of(products), "cards", cards)));
    private final Frame frame = new Frame("Shop", "1", "shop", "", 0, null, null, null);
    private final List<Product> products = new ArrayList<>(Seed.products(1));

    @Test
    void shopPage() {
        List<Product> unchanged = List.copyOf(products);
        System.out.println("\n| rendering /shop | CPU µs |\n| --- | --- |");
        measure("no stock has changed since the last", i -> unchanged);
        measure("one stock has changed", this::oneSold);
    }

    private void measure(String what, IntFunction<List<Product>> stock) {
        for (int i = 0; i < WARM_UP; i++) {
            assertThat(render(stock.apply(i))).hasSizeGreaterThan(100_000);
        }
        long nanos = 0;
        for (int i = 0; i < TIMES; i++) {
            List<Product> now = stock.apply(i);
            long before = THREADS.getCurrentThreadCpuTime();
            render(now);
            nanos += THREADS.getCurrentThreadCpuTime() - before;
        }
        System.out.println("| %s | %.0f |".formatted(what, nanos / 1e3 / TIMES));
    }

    private byte[] render(List<Product> now) {
        return templates.html("shop", Map.of("frame", frame, "content", shop.of(now)));
    }

    private List<Product> oneSold(int i) {
        int index = i % products.size();
        Product p = products.get(index);
        products.set(
                index,
                new Product(
                        p.id(),
                        p.name(),
                        p.category(),
                        p.picture(),
                        p.description(),
                        p.priceCents(),
                        p.stock() + 1,
                        p.version() + 1,
                        p.active()));
        return List.copyOf(products);
    }
}
