package io.lblab.shop.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterTest {
    @TempDir Path directory;
    private Database database;

    @BeforeEach
    void open() {
        database =
                Database.open(
                        new DatabaseUrl.Sqlite(directory.resolve("shop.db")),
                        c -> execute(c, "CREATE TABLE t (n INTEGER UNIQUE)"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void pieceThatFailsTakesNoOtherOfItsGroupWithIt() {
        CountDownLatch queued = new CountDownLatch(1);
        CompletableFuture<Integer> first =
                database.writer()
                        .submit(c -> awaited(queued, execute(c, "INSERT INTO t VALUES (1)")));
        List<CompletableFuture<Integer>> group = new ArrayList<>();
        for (int n : List.of(2, 1, 3)) {
            group.add(
                    database.writer()
                            .submit(c -> {
                                execute(c, "INSERT INTO t VALUES (10" + n + ")");
                                return execute(c, "INSERT INTO t VALUES (" + n + ")");
                            }));
        }
        queued.countDown();

        assertThat(first.join()).isEqualTo(1);
        assertThat(group.get(0).join()).isEqualTo(1);
        assertThatThrownBy(() -> group.get(1).join()).hasCauseInstanceOf(StoreException.class);
        assertThat(group.get(2).join()).isEqualTo(1);
        assertThat(database.<List<Integer>>read(WriterTest::numbers))
                .containsExactly(1, 2, 3, 102, 103);
    }

    @Test
    void failureOfTheWorkItselfIsAStoreExceptionAndLeavesNothing() {
        assertThatThrownBy(() ->
                        database.writer()
                                .write(c -> {
                                    execute(c, "INSERT INTO t VALUES (5)");
                                    throw new IllegalStateException("no");
                                }))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no");
        assertThat(database.<List<Integer>>read(WriterTest::numbers)).isEmpty();
    }

    @Test
    void twoInstancesOnOneFileWriteWithoutOneBusyError() {
        Database other =
                Database.open(new DatabaseUrl.Sqlite(directory.resolve("shop.db")), c -> 0);
        List<CompletableFuture<Integer>> writes = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int n = i;
            Database one = i % 2 == 0 ? database : other;
            writes.add(one.writer().submit(c -> execute(c, "INSERT INTO t VALUES (" + n + ")")));
        }
        assertThat(writes).allSatisfy(write -> assertThat(write.join()).isEqualTo(1));
        assertThat(database.<List<Integer>>read(WriterTest::numbers)).hasSize(500);
        other.close();
    }

    @Test
    void closedWriterRefuses() {
        database.writer().close();
        assertThatThrownBy(() -> database.writer().write(c -> 1))
                .isInstanceOf(StoreException.class);
    }

    private static int execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static List<Integer> numbers(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT n FROM t ORDER BY n")) {
            List<Integer> numbers = new ArrayList<>();
            while (rows.next()) {
                numbers.add(rows.getInt(1));
            }
            return numbers;
        }
    }

    private static <T> T awaited(CountDownLatch latch, T value) {
        try {
            latch.await();
            return value;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
