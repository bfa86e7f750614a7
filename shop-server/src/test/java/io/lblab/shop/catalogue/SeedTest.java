package io.lblab.shop.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeedTest {
    private final List<Product> products = Seed.products(1);

    @Test
    void firstThreeProductsAreTheOnesEveryGuideNames() {
        assertThat(products.subList(0, 3))
                .extracting(Product::id, Product::name, Product::stock, Product::priceCents)
                .containsExactly(
                        tuple(1L, "Widget", 100, 999L),
                        tuple(2L, "Gadget", 50, 1499L),
                        tuple(3L, "Thingamajig", 75, 1999L));
    }

    @Test
    void catalogueIsTheSameEveryTime() {
        assertThat(Seed.products(1)).isEqualTo(products);
    }

    @Test
    void everyProductHasItsOwnNameAndAPicture() {
        assertThat(products).hasSize(291).extracting(Product::name).doesNotHaveDuplicates();
        assertThat(products).extracting(Product::category).contains("Kitchen", "Audio", "Garden");
        ProductPictures pictures = new ProductPictures();
        assertThat(products)
                .allSatisfy(product -> {
                    String path = product.imageUrl().substring("/static/".length());
                    String svg =
                            new String(pictures.apply(path).orElseThrow(), StandardCharsets.UTF_8);
                    assertThat(svg).startsWith("<svg").doesNotContain("GROUND", "MAIN");
                });
    }

    @Test
    void pathThatNamesNoPictureHasNone() {
        ProductPictures pictures = new ProductPictures();
        assertThat(pictures.apply("img/products/../shop.css")).isEmpty();
        assertThat(pictures.apply("img/products/unicorn-1.svg")).isEmpty();
        assertThat(pictures.apply("img/products/mug-9.svg")).isEmpty();
    }
}
