package io.lblab.shop.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.catalogue.Product;
import io.lblab.shop.stock.StockUpdate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InProcessCacheTest {
    private final InProcessCache cache = new InProcessCache();
    private final List<StockUpdate> told = new ArrayList<>();

    @BeforeEach
    void listen() {
        cache.listen(told::add);
    }

    @Test
    void changeIsKeptAndToldOnce() {
        cache.refresh(List.of(widget(9, 2)));
        cache.refresh(List.of(widget(9, 2)));

        assertThat(cache.stock(1)).hasValue(9);
        assertThat(told).containsExactly(new StockUpdate(1, 9));
    }

    @Test
    void olderStateNeitherReplacesNewerNorIsTold() {
        cache.refresh(List.of(widget(8, 3)));
        cache.refresh(List.of(widget(9, 2)));
        cache.fill(List.of(widget(9, 2)));

        assertThat(cache.stock(1)).hasValue(8);
        assertThat(told).containsExactly(new StockUpdate(1, 8));
    }

    @Test
    void whatWasForgottenIsFilledAgainWithoutBeingNews() {
        cache.refresh(List.of(widget(8, 3)));
        assertThat(cache.delete(1)).isEqualTo(2);
        assertThat(cache.stock(1)).isEmpty();
        assertThat(cache.delete(1)).isZero();

        cache.refresh(List.of(widget(8, 3)));
        assertThat(cache.stock(1)).hasValue(8);
        assertThat(told).hasSize(1);
    }

    @Test
    void withdrawnProductIsForgottenAndNothingOlderTakesItsPlace() {
        cache.refresh(List.of(widget(8, 3)));
        cache.refresh(List.of(withdrawn(8, 4)));

        assertThat(cache.product(1)).isEmpty();
        cache.fill(List.of(widget(8, 3)));
        assertThat(cache.product(1)).isEmpty();
        cache.refresh(List.of(widget(7, 5)));
        assertThat(cache.stock(1)).hasValue(7);
    }

    private static Product withdrawn(int stock, long version) {
        return new Product(1, "Widget", "Essentials", "widget-0", "", 999, stock, version, false);
    }

    private static Product widget(int stock, long version) {
        return new Product(1, "Widget", "Essentials", "widget-0", "", 999, stock, version, true);
    }
}
