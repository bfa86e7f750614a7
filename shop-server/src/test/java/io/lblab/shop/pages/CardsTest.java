package io.lblab.shop.pages;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.output.StringOutput;
import io.lblab.shop.catalogue.Derived;
import io.lblab.shop.catalogue.Product;
import io.lblab.shop.catalogue.Seed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CardsTest {
    private final List<Long> rendered = new ArrayList<>();
    private final Cards cards =
            new Cards(card -> {
                rendered.add(card.id());
                return new Rendered((card.name() + card.stock()).getBytes(StandardCharsets.UTF_8));
            });
    private final Templates templates = new Templates();
    private final Derived<Rendered> grid = new Derived<>(this::render);

    @Test
    void gridIsRenderedOnceForAsLongAsTheProductsAreTheSame() {
        List<Product> products = Seed.products(1);
        Rendered first = grid.of(products);

        assertThat(rendered).hasSize(291);
        assertThat(grid.of(products)).isSameAs(first);
        assertThat(rendered).hasSize(291);
    }

    @Test
    void changedStockRendersExactlyOneCardAnew() {
        List<Product> products = Seed.products(1);
        Rendered before = grid.of(products);
        rendered.clear();

        Rendered after = grid.of(withStock(products, 7, 3));

        assertThat(rendered).containsExactly(7L);
        assertThat(text(before)).doesNotContain(products.get(6).name() + "3\n");
        assertThat(text(after)).contains(products.get(6).name() + "3\n");
    }

    private Rendered render(List<Product> products) {
        return templates.part("shelves", Map.of("shelves", Shelf.of(products), "cards", cards));
    }

    private static List<Product> withStock(List<Product> products, long id, int stock) {
        return products.stream()
                .map(p ->
                        p.id() != id
                                ? p
                                : new Product(
                                        id,
                                        p.name(),
                                        p.category(),
                                        p.picture(),
                                        p.description(),
                                        p.priceCents(),
                                        stock,
                                        p.version() + 1,
                                        true))
                .toList();
    }

    private static String text(Rendered rendered) {
        StringOutput output = new StringOutput();
        rendered.writeTo(output);
        return output.toString();
    }
}
