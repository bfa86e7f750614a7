package io.lblab.stack.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /// One that waits for a line.
    private Process shell(Path where, String command) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", command).directory(where.toFile()).start();
        started.add(process);
        return process;
    }
}
