package io.lblab.shop.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Opens the shared file. The first instance holds a lock file beside it while it creates, migrates
/// and seeds, the others wait for it. The version that SQLite keeps in the file's header
/// (`user_version`) is written last, in the same transaction as the seed; an instance that finds it
/// current starts without the lock and without loading Flyway.
final class SqliteStore {
    /// Added to the schema's version in the header. Files of a development version, which have the
    /// version alone there, are put aside.
    private static final int LAYOUT = 100;

    private static final String IDENTITY = "INTEGER PRIMARY KEY AUTOINCREMENT";
    private static final int READERS = 8;
    private static final int PATIENCE_MS = 10_000;

    private SqliteStore() {}

    static Database open(Path path, Work<Integer> seed) {
        SqliteFile file = new SqliteFile(path);
        try {
            Path directory = path.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            if (!Files.exists(path) || version(file) < LAYOUT + Schema.CURRENT) {
                try (FileLock _ = FileLock.acquire(Path.of(path + ".init.lock"))) {
                    prepare(file, seed);
                }
            }
            return new Database(
                    new Connections(readers(file)),
                    new SqliteWriter(file.openForWriting()),
                    new SqliteChangeMark(file.readers().getConnection()),
                    Connection.TRANSACTION_SERIALIZABLE);
        } catch (IOException | SQLException e) {
            throw new StoreException(
                    "the database " + path + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static void prepare(SqliteFile file, Work<Integer> seed)
            throws IOException, SQLException {
        int version = version(file);
        if (version > 0 && version < LAYOUT) {
            putAside(file.path());
            version = 0;
        }
        if (version < LAYOUT + Schema.CURRENT) {
            migrate(file, seed, version == 0);
        }
    }

    private static void migrate(SqliteFile file, Work<Integer> seed, boolean empty)
            throws SQLException {
        try (Connection connection = file.openForWriting()) {
            Schema.migrate(file.readers(), IDENTITY);
            try (Statement statement = connection.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                if (empty) {
                    seed.run(connection);
                }
                statement.execute("PRAGMA user_version = " + (LAYOUT + Schema.CURRENT));
                statement.execute("COMMIT");
            }
        }
    }

    private static void putAside(Path path) throws IOException {
        for (String part : List.of("", "-wal", "-shm")) {
            Path from = Path.of(path + part);
            if (Files.exists(from)) {
                Files.move(
                        from,
                        Path.of(path + ".development" + part),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static HikariDataSource readers(SqliteFile file) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(file.readers());
        config.setPoolName("shop-readers");
        config.setMaximumPoolSize(READERS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE_MS);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static int version(SqliteFile file) throws SQLException {
        try (Connection connection = file.readers().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
