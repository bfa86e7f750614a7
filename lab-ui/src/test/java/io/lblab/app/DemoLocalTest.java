package io.lblab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lblab.stack.LeftOvers;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("local")
class DemoLocalTest extends DemoContract {

    @Override
    LabProcess lab() {
        return new LabProcess(home, Map.of());
    }

    @Override
    String stack() {
        return "local";
    }

    @Override
    void assertNothingLeft() {
        assertThat(home.resolve("local")).isDirectoryNotContaining("glob:**.json");
    }

    @Test
    void afterAKilledDemonstrationDownLeavesNothing(@TempDir Path own) throws Exception {
        LabProcess lab = new LabProcess(own, Map.of());
        int port = freePort();
        LabProcess.Running demo =
                lab.start(
                        "demo", "--stack=local", "--port=" + port, "-n", "5000000", "--out=" + out);
        await().atMost(Duration.ofMinutes(1)).until(() -> demo.errText().contains("Up in"));
        demo.process().destroyForcibly().waitFor();
        assertThat(lab.leftBehind())
                .as("a killed lab leaves its stack running")
                .anyMatch(process -> process.contains("nginx: worker process"));
        assertThat(LeftOvers.isFree(port)).isFalse();

        LabProcess.Ended down = lab.run("down");

        assertThat(down.exitCode()).as(down.err()).isZero();
        assertThat(lab.leftBehind()).isEmpty();
        assertThat(LeftOvers.isFree(port)).isTrue();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
