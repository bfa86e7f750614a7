package io.lblab.shop.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.shop.testkit.RealPostgres;
import io.lblab.shop.testkit.Servers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("local")
class PostgresWriterTest {
    @TempDir static Path folder;
    private static RealPostgres postgres;

    private Database database;

    @BeforeAll
    static void startServer() {
        postgres = Servers.installedPostgres(folder).start();
    }

    @AfterAll
    static void stopServer() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @BeforeEach
    void open() {
        database =
                Database.open(
                        new DatabaseUrl.Postgres(postgres.createDatabase()),
                        c -> execute(c, "CREATE TABLE t (n INTEGER UNIQUE)"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatTheServerTookBackIsRunAgain() {
        AtomicInteger runs = new AtomicInteger();

        int changed =
                database.writer()
                        .write(c -> {
                            execute(c, "INSERT INTO t VALUES (1)");
                            if (runs.incrementAndGet() < 3) {
                                throw new SQLException("deadlock", "40P01");
                            }
                            return 7;
                        });

        assertThat(changed).isEqualTo(7);
        assertThat(runs).hasValue(3);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void whatBrokeBeforeItsCommitIsRunAgain() {
        AtomicInteger runs = new AtomicInteger();

        database.writer()
                .write(c -> {
                    execute(c, "INSERT INTO t VALUES (1)");
                    if (runs.incrementAndGet() == 1) {
                        postgres.breakConnections();
                    }
                    return execute(c, "INSERT INTO t VALUES (2)");
                });

        assertThat(runs).hasValue(2);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void failureOfTheWorkItselfIsAStoreExceptionAndLeavesNothing() {
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() ->
                        database.writer()
                                .write(c -> {
                                    execute(c, "INSERT INTO t VALUES (5)");
                                    runs.incrementAndGet();
                                    throw new SQLException("no state at all");
                                }))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no state at all");
        assertThat(runs).hasValue(1);
        assertThat(count()).isZero();
    }

    @Test
    void crowdWaitsItsTurn() {
        List<CompletableFuture<Integer>> writes = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            int n = i;
            writes.add(
                    database.writer()
                            .submit(c -> {
                                execute(c, "SELECT pg_sleep(0.001)");
                                return execute(c, "INSERT INTO t VALUES (" + n + ")");
                            }));
        }
        assertThat(writes).allSatisfy(write -> assertThat(write.join()).isNotNull());
        assertThat(count()).isEqualTo(2000);
    }

    private long count() {
        return database.read(c -> {
            try (var statement = c.createStatement();
                    var row = statement.executeQuery("SELECT COUNT(*) FROM t")) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private static int execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
            return statement.getUpdateCount();
        }
    }
}
