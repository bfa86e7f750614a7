package io.lblab.shop.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.catalogue.Product;
import io.lblab.shop.catalogue.ProductTable;
import io.lblab.shop.catalogue.Seed;
import io.lblab.shop.store.Database;
import io.lblab.shop.store.DatabaseUrl;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncTableTest {
    private static final long SEEDED = 100;

    @TempDir Path directory;
    private Database database;

    @BeforeEach
    void open() {
        database =
                Database.open(
                        new DatabaseUrl.Sqlite(directory.resolve("shop.db")),
                        c -> Seed.plant(c, SEEDED));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void entryBringsItsVersion() {
        assertThat(applied(SEEDED + 7)).isEqualTo(new State(97, SEEDED + 7));
    }

    /// An admin's edit, say: whoever holds that version must hear of the new stock.
    @Test
    void entryOlderThanTheProductMakesANewerVersion() {
        assertThat(applied(SEEDED - 7)).isEqualTo(new State(97, SEEDED + 1));
    }

    private record State(int stock, long version) {}

    /// Product 1 after three pieces of it were taken.
    private State applied(long version) {
        SyncTable.Entry entry = new SyncTable.Entry("1-0", 1, -3, "set", null, version, 1);
        assertThat(
                        database.writer()
                                .<Boolean>write(c ->
                                        SyncTable.apply(
                                                c,
                                                new SyncTable.Position("", "0"),
                                                List.of(entry))))
                .isTrue();
        Product product = database.read(c -> ProductTable.find(c, 1)).orElseThrow();
        return new State(product.stock(), product.version());
    }
}
