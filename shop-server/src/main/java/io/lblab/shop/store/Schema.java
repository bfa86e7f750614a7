package io.lblab.shop.store;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// The SQL migrations, the same for both databases but for what the placeholders stand for.
final class Schema {
    /// The newest `V…` script in `db/migration`.
    static final int CURRENT = 1;

    private Schema() {}

    /// Brings a database to the current schema.
    ///
    /// @param identity type of a key that the database counts up, as this database writes it
    static void migrate(DataSource dataSource, String identity) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .placeholders(Map.of("id", identity))
                .load()
                .migrate();
    }
}
