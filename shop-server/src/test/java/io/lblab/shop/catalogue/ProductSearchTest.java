package io.lblab.shop.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProductSearchTest {
    private static final List<Product> PRODUCTS =
            List.of(
                    product(1, "Steel Pan", "Kitchen", "Even heat.", 2990, 3),
                    product(2, "Lid", "Kitchen", "Fits every pan of steel.", 990, 0),
                    product(3, "panama hat", "Wear", "Keeps the sun off.", 4990, 70),
                    product(4, "Mug", "Kitchen", "Holds 35 cl (and no more).", 990, 12));

    private final ProductSearch search = new ProductSearch();

    @Test
    void everyWordMustBeSomewhereInWhateverCase() {
        assertThat(ids("STEEL pan", "")).containsExactly(1L, 2L);
        assertThat(ids("pan heat kitchen", "")).containsExactly(1L);
        assertThat(ids("pan nowhere", "")).isEmpty();
        assertThat(ids("  ", "")).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void namesThatHaveTheWordsComeFirst() {
        assertThat(ids("pan", "")).containsExactly(1L, 3L, 2L);
    }

    @Test
    void categoryNarrowsTheSearch() {
        assertThat(ids("pan", "Wear")).containsExactly(3L);
        assertThat(ids("", "Kitchen")).containsExactly(1L, 2L, 4L);
        assertThat(ids("", "Nowhere")).isEmpty();
    }

    @Test
    void signsOfPatternsAreOrdinarySigns() {
        assertThat(ids("(and", "")).containsExactly(4L);
        assertThat(ids(".*", "")).isEmpty();
        assertThat(ids("[", "")).isEmpty();
    }

    @Test
    void sortsAreWhatTheySayAndEqualOnesStayByShelf() {
        assertThat(sorted(Sort.NAME)).containsExactly(2L, 4L, 3L, 1L);
        assertThat(sorted(Sort.NAME_DOWN)).containsExactly(1L, 3L, 4L, 2L);
        assertThat(sorted(Sort.PRICE)).containsExactly(2L, 4L, 1L, 3L);
        assertThat(sorted(Sort.PRICE_DOWN)).containsExactly(3L, 1L, 2L, 4L);
        assertThat(sorted(Sort.STOCK)).containsExactly(2L, 1L, 4L, 3L);
        assertThat(sorted(Sort.STOCK_DOWN)).containsExactly(3L, 4L, 1L, 2L);
    }

    @Test
    void pagesFollowOneAnotherAndBehindTheLastThereIsNothing() {
        ProductPage second = search.find(PRODUCTS, new ProductQuery("", "", Sort.PRICE, 2, 3));
        assertThat(second.products()).extracting(Product::id).containsExactly(3L);
        assertThat(second.total()).isEqualTo(4);
        assertThat(second.pages()).isEqualTo(2);
        assertThat(search.find(PRODUCTS, second.query().at(3)).products()).isEmpty();
        assertThat(search.find(PRODUCTS, second.query().at(Integer.MAX_VALUE)).products())
                .isEmpty();
        assertThat(search.find(List.of(), second.query()).pages()).isEqualTo(1);
    }

    @Test
    void anotherListIsSearchedAnew() {
        assertThat(ids("mug", "")).containsExactly(4L);
        List<Product> fewer = PRODUCTS.subList(0, 3);
        assertThat(search.find(fewer, query("mug", "", Sort.SHELF)).products()).isEmpty();
    }

    private List<Long> ids(String q, String category) {
        return search.find(PRODUCTS, query(q, category, Sort.SHELF)).products().stream()
                .map(Product::id)
                .toList();
    }

    private List<Long> sorted(Sort sort) {
        return search.find(PRODUCTS, query("", "", sort)).products().stream()
                .map(Product::id)
                .toList();
    }

    private static ProductQuery query(String q, String category, Sort sort) {
        return new ProductQuery(q, category, sort, 1, 24);
    }

    private static Product product(
            long id, String name, String category, String description, long price, int stock) {
        return new Product(id, name, category, "widget-0", description, price, stock, 1, true);
    }
}
