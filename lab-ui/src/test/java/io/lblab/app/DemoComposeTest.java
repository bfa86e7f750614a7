package io.lblab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("docker")
class DemoComposeTest extends DemoContract {

    private final String project = "lbdemo" + ProcessHandle.current().pid();

    @Override
    LabProcess lab() {
        return new LabProcess(home, Map.of("COMPOSE_PROJECT_NAME", project, "LAB_PREFIX", project));
    }

    @Override
    String stack() {
        return "compose";
    }

    @Override
    void assertNothingLeft() throws Exception {
        String label = "label=com.docker.compose.project=" + project;
        assertThat(docker("ps", "--all", "--quiet", "--filter", label)).isEmpty();
        assertThat(docker("network", "ls", "--quiet", "--filter", label)).isEmpty();
    }

    @Test
    void afterAKilledDemonstrationDownLeavesNothing() throws Exception {
        LabProcess.Running demo =
                lab().start(
                                "demo",
                                "--stack=compose",
                                "--port=auto",
                                "-n",
                                "5000000",
                                "--out=" + out);
        await().atMost(Duration.ofMinutes(3)).until(() -> demo.errText().contains("Up in"));
        demo.process().destroyForcibly().waitFor();

        LabProcess.Ended down = lab().run("down");

        assertThat(down.exitCode()).as(down.err()).isZero();
        assertNothingLeft();
    }

    /// The shop's data outlives `down` on purpose; a test's must not.
    @AfterEach
    void removeData() throws Exception {
        lab().run("down");
        String label = "label=com.docker.compose.project=" + project;
        for (String volume : docker("volume", "ls", "--quiet", "--filter", label)) {
            docker("volume", "rm", volume);
        }
    }

    private static List<String> docker(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
