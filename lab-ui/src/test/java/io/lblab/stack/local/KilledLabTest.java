package io.lblab.stack.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lblab.stack.LeftOvers;
import io.lblab.stack.Service;
import io.lblab.stack.StackState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What another lab finds after SIGKILL of the one that started the stack.
@Tag("local")
class KilledLabTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir Path home;

    @AfterEach
    void endEverything() throws Exception {
        try (LocalStack stack = open()) {
            stack.stop(_ -> {});
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"app1 starting", "nginx starting", "nginx ready", "waiting for"})
    void aStartThatWasKilledHalfWayIsEndedWhole(String at) throws Exception {
        kill(at);
        assertThat(processes().strays()).isNotEmpty();

        try (LocalStack next = open()) {
            assertThat(next.state()).isNotEqualTo(StackState.STOPPED);
            next.stop(_ -> {});
            assertThat(next.state()).isEqualTo(StackState.STOPPED);
        }

        assertNothingIsLeft();
    }

    @Test
    void aRunningStackIsAdoptedAndGoesOn() throws Exception {
        kill("up");

        try (LocalStack next = open()) {
            assertThat(next.state()).isEqualTo(StackState.RUNNING);
            assertThat(next.services()).hasSize(5).allMatch(Service::isUp);
            next.killService("nginx");
            next.startService("nginx");
            assertThat(next.services()).allMatch(Service::isUp);
            next.stop(_ -> {});
        }

        assertNothingIsLeft();
    }

    @Test
    void whatWasStartedButNotYetWrittenDownIsFoundByItself() throws Exception {
        kill("up");
        Files.delete(home.resolve("local/stack.json"));
        List<ProcessHandle> unknown = processes().strays();
        assertThat(unknown).hasSizeGreaterThanOrEqualTo(5);

        try (LocalStack next = open()) {
            next.stop(_ -> {});
        }

        assertNothingIsLeft();
    }

    @Test
    void workersWithoutTheirMasterAreEndedToo() throws Exception {
        kill("nginx ready");
        long master =
                Long.parseLong(Files.readString(home.resolve("local/nginx/nginx.pid")).strip());
        ProcessHandle.of(master).orElseThrow().destroyForcibly();
        await().atMost(PATIENCE).until(() -> ProcFiles.birth(master) == ProcFiles.GONE);
        assertThat(LeftOvers.processesOf(home)).anyMatch(p -> p.contains("nginx: worker process"));

        try (LocalStack next = open()) {
            next.stop(_ -> {});
        }

        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres making", "postgres ready"})
    void aDatabaseServerGoesWithAllItHas(String at) throws Exception {
        assumePostgres();
        kill(at, "postgresql");

        try (LocalStack next = open()) {
            next.stop(_ -> {});
        }

        assertNothingIsLeft();
    }

    @Test
    void theSharedMemoryOfAKilledDatabaseServerIsGivenBack() throws Exception {
        assumePostgres();
        kill("postgres ready", "postgresql");
        Path notes = new Folder(home.resolve("local")).database().resolve("data/postmaster.pid");
        String segment = Files.readAllLines(notes).get(6).strip().split(" +", -1)[1];
        processes().killStrays();
        assertThat(sharedMemory()).contains(segment);

        try (LocalStack next = open()) {
            next.stop(_ -> {});
        }

        assertThat(sharedMemory()).doesNotContain(segment);
        assertNothingIsLeft();
    }

    private static void assumePostgres() {
        assumeTrue(
                PostgresPrograms.find(new Tools(System.getenv())).isPresent(),
                "the package postgresql is not installed");
    }

    /// The numbers of the segments that the system has.
    private static List<String> sharedMemory() throws Exception {
        return Files.readAllLines(Path.of("/proc/sysvipc/shm")).stream()
                .map(line -> line.strip().split(" +", -1)[1])
                .toList();
    }

    /// Starts a lab and kills it as soon as it says that.
    private void kill(String at, String... options) throws Exception {
        Process lab = StartingLab.start(home, options);
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() ->
                            !lab.isAlive()
                                    || Files.readString(home.resolve("lab.out"))
                                            .lines()
                                            .anyMatch(line -> line.contains(at)));
            // What is said to start is about to.
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> !lab.isAlive() || !processes().strays().isEmpty());
            assertThat(lab.isAlive()).as(Files.readString(home.resolve("lab.out"))).isTrue();
        } finally {
            lab.destroyForcibly().waitFor();
        }
    }

    private void assertNothingIsLeft() {
        Path database = new Folder(home.resolve("local")).database();
        assertThat(LeftOvers.processesOf(home)).isEmpty();
        assertThat(LeftOvers.processesOf(database)).isEmpty();
        assertThat(home.resolve("local/stack.json")).doesNotExist();
        assertThat(database).doesNotExist();
    }

    private LocalStack open() {
        return new LocalStack(home, System.getenv());
    }

    private Processes processes() {
        return new Processes(new Folder(home.resolve("local")), Optional.empty());
    }
}
