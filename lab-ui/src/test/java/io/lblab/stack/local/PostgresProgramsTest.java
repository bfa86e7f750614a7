package io.lblab.stack.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no local stack")
class PostgresProgramsTest {

    @TempDir Path folder;

    @Test
    void theNewestOfThoseThatDebianKeepsSideBySideIsTaken() throws IOException {
        install("debian/9/bin");
        Path newest = install("debian/17/bin");
        Files.createDirectories(folder.resolve("debian/18/bin")); // its clients only
        Files.createDirectories(folder.resolve("debian/common"));

        assertThat(found("nowhere")).contains(newest);
    }

    @Test
    void thePathComesFirst() throws IOException {
        install("debian/17/bin");
        Path mine = install("mine");

        assertThat(found("mine")).contains(mine);
    }

    @Test
    void whereThereIsNoneThePackageIsNamed() {
        assertThat(found("mine")).isEmpty();
        assertThat(PostgresPrograms.missing())
                .hasMessageContainingAll("PostgreSQL is missing", "nstall", "ostgre");
    }

    private Optional<Path> found(String onThePath) {
        return PostgresPrograms.folder(
                Stream.of(folder.resolve(onThePath)), folder.resolve("debian"));
    }

    private Path install(String name) throws IOException {
        Path programs = Files.createDirectories(folder.resolve(name));
        for (String program : new String[] {"initdb", "postgres"}) {
            Path file = Files.writeString(programs.resolve(program), "#!/bin/sh\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        return programs;
    }
}
