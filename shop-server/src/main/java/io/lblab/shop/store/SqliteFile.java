package io.lblab.shop.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/// How connections to the shared file are opened: WAL, so that readers and the writer do not wait
/// for each other; `synchronous=NORMAL`, so that a commit does not wait for the disk (a power cut
/// may lose the last commits, a killed process loses none); 30 s of patience with other processes.
final class SqliteFile {
    static final int BUSY_TIMEOUT_MS = 30_000;

    private final Path path;

    SqliteFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    Connection openForWriting() throws SQLException {
        SQLiteConfig config = config();
        config.enforceForeignKeys(true);
        config.setJournalMode(JournalMode.WAL);
        return dataSource(config).getConnection();
    }

    SQLiteDataSource readers() {
        SQLiteConfig config = config();
        config.setPragma(SQLiteConfig.Pragma.CACHE_SIZE, "-4096");
        SQLiteDataSource dataSource = dataSource(config);
        return dataSource;
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        config.setSynchronous(SynchronousMode.NORMAL);
        return config;
    }

    private SQLiteDataSource dataSource(SQLiteConfig config) {
        SQLiteDataSource dataSource = new SQLiteDataSource(config);
        dataSource.setUrl("jdbc:sqlite:" + path);
        return dataSource;
    }
}
