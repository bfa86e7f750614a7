package io.lblab.shop.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// Brings the file to the current schema and fills an empty one, exactly once however many
/// instances start together: the first holds a lock file beside the database, the others wait for
/// it. The version that SQLite keeps in the file's header (`user_version`) is written last, in the
/// same transaction as the seed; an instance that finds it current starts without the lock and
/// without loading Flyway.
public final class Migrations {
    /// The newest `V…` script in `db/migration`.
    static final int CURRENT = 1;

    private Migrations() {}

    /// Opens the file, creating, migrating and seeding it as needed. The seed runs once, in a
    /// transaction.
    ///
    /// @throws StoreException when the file cannot be created, read or written
    public static Database open(Path path, Work<Integer> seed) {
        SqliteFile file = new SqliteFile(path);
        try {
            Path directory = path.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            if (!Files.exists(path) || version(file) < CURRENT) {
                try (FileLock _ = FileLock.acquire(Path.of(path + ".init.lock"))) {
                    if (version(file) < CURRENT) {
                        migrate(file, seed);
                    }
                }
            }
            return new Database(file);
        } catch (IOException | SQLException e) {
            throw new StoreException(
                    "the database " + path + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static void migrate(SqliteFile file, Work<Integer> seed) throws SQLException {
        try (Connection connection = file.openForWriting()) {
            flyway(file.readers()).migrate();
            try (Statement statement = connection.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                seed.run(connection);
                statement.execute("PRAGMA user_version = " + CURRENT);
                statement.execute("COMMIT");
            }
        }
    }

    private static Flyway flyway(DataSource dataSource) {
        return Flyway.configure().dataSource(dataSource).locations("classpath:db/migration").load();
    }

    private static int version(SqliteFile file) throws SQLException {
        try (Connection connection = file.readers().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
