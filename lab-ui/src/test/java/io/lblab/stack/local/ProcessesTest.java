package io.lblab.stack.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lblab.stack.Service;
import io.lblab.stack.local.LocalState.Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Which processes belong to a state folder.
@EnabledOnOs(value = OS.LINUX, disabledReason = "processes are found in /proc")
class ProcessesTest {

    @TempDir Path home;

    private final List<Process> started = new ArrayList<>();

    private Folder folder;
    private Processes processes;

    @BeforeEach
    void open() throws Exception {
        folder = new Folder(Files.createDirectory(home.resolve("local")));
        processes = new Processes(folder, Optional.empty());
    }

    @AfterEach
    void endEverything() throws Exception {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void theShellThatIsAboutToStartOneIsOneOfThem() throws Exception {
        Process shell = shell(folder.root(), "read line; postgres --boot");

        assertThat(processes.strays()).extracting(ProcessHandle::pid).contains(shell.pid());
        assertThat(processes.killStrays()).isEqualTo(1);
        assertThat(shell.waitFor()).isNotZero();
    }

    @Test
    void somebodysOwnShellIsNotOneOfThem() throws Exception {
        shell(folder.root(), "read line");
        shell(home, "read line; postgres --boot");

        assertThat(processes.strays()).isEmpty();
        assertThat(processes.killStrays()).isZero();
    }

    @Test
    void aServiceStandsBehindTheLabWhereBothWantAProcessor() throws Exception {
        Optional<Path> setsid = new Tools(System.getenv()).find("setsid");
        assertThat(setsid).isPresent();
        Entry service = new Processes(folder, setsid).start(spec("sleep", "60"));
        ProcessHandle handle = ProcessHandle.of(service.pid()).orElseThrow();
        try {
            await().until(() ->
                    ProcFiles.commandLine(service.pid()).orElse("").startsWith("sleep"));

            Path proc = Path.of("/proc", String.valueOf(service.pid()));
            int own = niceness(Files.readString(Path.of("/proc/self/stat")));
            assertThat(niceness(Files.readString(proc.resolve("stat"))))
                    .isEqualTo(Math.min(19, own + 10));
            Path session = proc.resolve("autogroup");
            if (Files.exists(session)) {
                assertThat(Files.readString(session)).endsWith("nice 10\n");
            }
        } finally {
            handle.destroyForcibly();
            handle.onExit().get();
        }
    }

    /// Field 19 of proc_pid_stat(5).
    private static int niceness(String stat) {
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16]);
    }

    private ServiceSpec spec(String... command) {
        return new ServiceSpec(
                "sleeper",
                Service.Role.SHOP,
                Optional.empty(),
                List.of(command),
                Map.of(),
                folder.root(),
                folder.root().resolve("sleeper.log"),
                List.of(),
                List.of(),
                () -> true,
                Optional.empty(),
                Duration.ofSeconds(1),
                "");
    }

    /// One that waits for a line.
    private Process shell(Path where, String command) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", command).directory(where.toFile()).start();
        started.add(process);
        return process;
    }
}
