package io.lblab.shop.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.catalogue.Product;
import io.lblab.shop.catalogue.ProductDetails;
import io.lblab.shop.catalogue.ProductTable;
import io.lblab.shop.catalogue.Seed;
import io.lblab.shop.log.InstanceLog;
import io.lblab.shop.standin.InProcessCache;
import io.lblab.shop.store.Database;
import io.lblab.shop.store.DatabaseUrl;
import io.lblab.shop.store.Work;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What another instance commits and then dies before it tells the cache.
class CacheKeeperTest {
    private static final ProductDetails DOODAD =
            new ProductDetails("Doodad", "Odds", "mug-2", "Sturdy.", 300, true);

    @TempDir Path directory;
    private final InProcessCache cache = new InProcessCache();
    private Database database;
    private Catalogue catalogue;
    private CacheKeeper keeper;

    @BeforeEach
    void open() {
        database =
                Database.open(
                        new DatabaseUrl.Sqlite(directory.resolve("shop.db")),
                        c -> Seed.plant(c, 1));
        catalogue = new Catalogue(database);
        keeper = new CacheKeeper(catalogue, cache, new InstanceLog("1"));
        keeper.tend();
    }

    @AfterEach
    void close() {
        keeper.close();
        database.close();
    }

    @Test
    void newProductReachesTheCacheAndSoDoItsChanges() {
        write(c -> ProductTable.add(c, DOODAD, 10).isPresent());
        keeper.tend();
        assertThat(cache.product(292).orElseThrow().name()).isEqualTo("Doodad");

        write(c -> StockTable.set(c, 292, 8, 11).isPresent());
        keeper.tend();
        assertThat(cache.stock(292)).hasValue(8);
    }

    @Test
    void withdrawnProductLeavesTheCacheAndComesBack() {
        assertThat(cache.product(1)).isPresent();
        write(c -> ProductTable.change(c, 1, DOODAD.offered(false), 10));
        keeper.tend();
        assertThat(cache.product(1)).isEmpty();

        write(c -> ProductTable.change(c, 1, DOODAD, 11));
        keeper.tend();
        assertThat(cache.product(1).orElseThrow().name()).isEqualTo("Doodad");
    }

    @Test
    void catalogueGivesTheSameListUntilAProductChanges() {
        List<Product> before = catalogue.all();
        write(c -> {
            try (var update = c.prepareStatement("UPDATE stock_sync SET last_id = '7'")) {
                return update.executeUpdate() == 1;
            }
        });
        assertThat(catalogue.all()).isSameAs(before);

        write(c -> StockTable.set(c, 5, 8, 11).isPresent());
        assertThat(catalogue.all()).isNotSameAs(before).hasSize(291);
        write(c -> ProductTable.change(c, 1, DOODAD.offered(false), 12));
        assertThat(catalogue.all()).hasSize(290);
        assertThat(catalogue.everything()).hasSize(291);
    }

    private void write(Work<Boolean> work) {
        assertThat(database.writer().<Boolean>write(work)).isTrue();
    }
}
