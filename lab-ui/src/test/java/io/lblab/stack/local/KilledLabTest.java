package io.lblab.stack.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
        processes().killStrays();
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

    /// Starts a lab and kills it as soon as it says that.
    private void kill(String at) throws Exception {
        Process lab = StartingLab.start(home);
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() ->
                            !lab.isAlive()
                                    || Files.readString(home.resolve("lab.out"))
                                            .lines()
                                            .anyMatch(line -> line.contains(at)));
            assertThat(lab.isAlive()).as(Files.readString(home.resolve("lab.out"))).isTrue();
        } finally {
            lab.destroyForcibly().waitFor();
        }
    }

    private void assertNothingIsLeft() {
        assertThat(LeftOvers.processesOf(home)).isEmpty();
        assertThat(home.resolve("local/stack.json")).doesNotExist();
    }

    private LocalStack open() {
        return new LocalStack(home, System.getenv());
    }

    private Processes processes() {
        return new Processes(new Folder(home.resolve("local")), Optional.empty());
    }
}
