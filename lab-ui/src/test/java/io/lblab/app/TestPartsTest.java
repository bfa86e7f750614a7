package io.lblab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Why `./lab test` leaves the part `docker` out, on a machine whose Docker has these images.
class TestPartsTest {

    private static final String DOCKER =
            """
            #!/usr/bin/env bash
            case " $HAS " in *" $3 "*) exit 0 ;; *) exit 1 ;; esac
            """;

    @TempDir private Path folder;

    @BeforeEach
    void aDockerThatHasSomeImages() throws Exception {
        assumeTrue(!System.getProperty("os.name").startsWith("Windows"), "a script of bash");
        Path docker = folder.resolve("docker");
        Files.writeString(docker, DOCKER);
        assertThat(docker.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void oneImageIsNotAllOfThem() throws Exception {
        List<String> all = missing("");
        String redis = all.stream().filter(i -> i.startsWith("redis:")).findFirst().orElseThrow();

        assertThat(all).hasSize(7).noneMatch(i -> i.contains("grafana") || i.contains("cadvisor"));
        assertThat(missing(redis)).hasSize(6).doesNotContain(redis);
        assertThat(missing(String.join(" ", all))).isEmpty();
    }

    @Test
    void allStandInsAreEnoughAndOneLessIsNot() throws Exception {
        String six =
                "lblab/nginx:offline lblab/redis:offline lblab/jre:offline lblab/kafka:offline"
                        + " lblab/prometheus:offline lblab/postgres:offline";

        assertThat(missing(six)).hasSize(7);
        assertThat(missing(six + " lblab/node-exporter:offline")).isEmpty();
    }

    /// The images that the reason names; none when the part can run.
    private List<String> missing(String has) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                                "bash",
                                "-euc",
                                "docker_answers() { true; }; . \"$here/.ci/tests.sh\"; missing_for docker")
                        .redirectErrorStream(true);
        builder.environment().put("here", LabProcess.DIST.toString());
        builder.environment().put("HAS", has);
        builder.environment().merge("PATH", folder.toString(), (path, own) -> own + ":" + path);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.isEmpty()
                ? List.of()
                : List.of(said.substring(said.indexOf("): ") + 3).split(" ", -1));
    }
}
