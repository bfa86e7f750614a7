package io.lblab.shop.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.catalogue.Seed;
import io.lblab.shop.testkit.ChildProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three processes open the same fifty empty databases, each at the same moment: real contention
/// between processes over creating, migrating and seeding.
@Tag("local")
class StartTogetherTest {
    private static final int PROCESSES = 3;
    private static final int FILES = 50;

    @TempDir Path directory;

    @Test
    void threeInstancesOnAnEmptyFileFiftyTimesWithoutOneError() {
        List<ChildProcess> processes = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(
                        ChildProcess.java(
                                List.of(
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        Opener.class.getName(),
                                        directory.toString(),
                                        Integer.toString(i)),
                                Map.of(),
                                directory));
            }
            for (ChildProcess process : processes) {
                assertThat(process.awaitExit(Duration.ofMinutes(3))).as(process.output()).isZero();
                assertThat(process.output().lines().filter("291 products"::equals)).hasSize(FILES);
            }
        } finally {
            processes.forEach(ChildProcess::close);
        }
    }

    /// What each process runs.
    static final class Opener {
        private Opener() {}

        public static void main(String[] args) throws IOException {
            Path directory = Path.of(args[0]);
            int self = Integer.parseInt(args[1]);
            try (RandomAccessFile file =
                    new RandomAccessFile(directory.resolve("barrier").toFile(), "rw")) {
                MappedByteBuffer arrived =
                        file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, PROCESSES * 4L);
                for (int round = 0; round < FILES; round++) {
                    arrived.putInt(self * 4, round + 1);
                    awaitOthers(arrived, round + 1);
                    open(directory.resolve("shop-" + round + ".db"));
                }
            }
        }

        private static void awaitOthers(MappedByteBuffer arrived, int round) {
            for (int other = 0; other < PROCESSES; other++) {
                while (arrived.getInt(other * 4) < round) {
                    LockSupport.parkNanos(50_000);
                }
            }
        }

        private static void open(Path file) {
            try (Database database =
                    Database.open(new DatabaseUrl.Sqlite(file), c -> Seed.plant(c, 1))) {
                System.out.println(new Catalogue(database).all().size() + " products");
            }
        }
    }
}
