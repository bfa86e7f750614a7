package io.lblab.shop.testkit;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// A real Redis that keeps what it was told (each write on disk before its answer), a real Kafka
/// and, where it is installed, a real PostgreSQL, for all tests of a class.
public record Servers(RealRedis redis, RealKafka kafka, Optional<RealPostgres> installed)
        implements AutoCloseable {

    private static final String NOT_INSTALLED =
            "PostgreSQL is not installed (Debian, Ubuntu: apt-get install postgresql)";

    public static Servers start(Path directory) {
        return new Servers(
                new RealRedis(directory.resolve("redis")).durable().start(),
                new RealKafka(directory.resolve("kafka")).start(),
                RealPostgres.programs()
                        .map(programs ->
                                new RealPostgres(directory.resolve("postgres"), programs).start()));
    }

    /// A PostgreSQL of the caller's own, not started; the test is skipped where none is installed.
    public static RealPostgres installedPostgres(Path directory) {
        Optional<Path> programs = RealPostgres.programs();
        Assumptions.assumeTrue(programs.isPresent(), NOT_INSTALLED);
        return new RealPostgres(directory, programs.orElseThrow());
    }

    /// The PostgreSQL server; the test is skipped where there is none.
    public RealPostgres postgres() {
        Assumptions.assumeTrue(installed.isPresent(), NOT_INSTALLED);
        return installed.orElseThrow();
    }

    @Override
    public void close() {
        installed.ifPresent(RealPostgres::close);
        kafka.close();
        redis.close();
    }
}
