package io.lblab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./lab` with a Java that only notes how it was called.
class LauncherTest {

    private static final Map<String, String> SCREEN = Map.of("DISPLAY", ":none");
    private static final String JAVA =
            """
            #!/usr/bin/env bash
            for argument in "$@"; do
              case $argument in -XX:AOTCacheOutput=*) echo made >"${argument#*=}" ;; esac
            done
            printf '%s\\n' "$*" >>"$CALLS"
            """;

    @TempDir private Path dist;

    @BeforeEach
    void aProjectThatIsBuilt() throws Exception {
        assumeTrue(
                !System.getProperty("os.name").startsWith("Windows"), "./lab is a script of bash");
        Files.copy(LabProcess.DIST.resolve("lab"), dist.resolve("lab"));
        for (String folder : List.of("lab-ui/src/main", "lab-ui/broker", "shop-server/src/main")) {
            Files.createDirectories(dist.resolve(folder));
        }
        Files.createDirectories(dist.resolve("nginx-templates"));
        for (String pom : List.of("", "lab-ui/", "lab-ui/broker/", "shop-server/")) {
            Files.createFile(dist.resolve(pom + "pom.xml"));
        }
        Files.createDirectories(dist.resolve("lab-ui/target"));
        Files.createFile(dist.resolve("lab-ui/target/lab-ui.jar"));
        Files.createFile(dist.resolve("lab-ui/target/.built"));
        program("jdk/bin/java", JAVA);
        program("jdk/bin/javac", "");
        program("bin/mvn", "#!/bin/sh\nexit 9\n");
        Files.writeString(
                dist.resolve("jdk/release"),
                "JAVA_VERSION=\"25.0.9\"\nJAVA_RUNTIME_VERSION=\"25.0.9+1-LTS\"\n");
    }

    @Test
    void theFirstConsoleLeavesAClassCacheThatEveryLaterCommandHas() throws Exception {
        Path cache = dist.resolve("lab-ui/target/console-25.0.9+1-LTS.aot");

        lab(SCREEN, "console", "--port=auto");
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(cache));

        assertThat(calls()).hasSize(2);
        assertThat(calls().getFirst())
                .endsWith("io.lblab.app.Main console --port=auto")
                .doesNotContain("AOTCache");
        assertThat(calls().getLast())
                .contains("-Dlblab.rehearsal=true", "-XX:AOTCacheOutput=" + cache)
                .endsWith("io.lblab.app.Main console");

        lab(SCREEN, "console");
        lab(Map.of(), "status", "--json");
        assertThat(calls()).hasSize(4);
        assertThat(calls().subList(2, 4)).allMatch(call -> call.contains("-XX:AOTCache=" + cache));
        assertThat(calls().getLast()).endsWith("io.lblab.app.Main status --json");
    }

    @Test
    void aCacheOlderThanTheProgramIsLeftAside() throws Exception {
        Path cache = Files.createFile(dist.resolve("lab-ui/target/console-25.0.9+1-LTS.aot"));
        Files.setLastModifiedTime(cache, FileTime.from(Instant.now().minusSeconds(60)));

        lab(SCREEN, "status");

        assertThat(calls()).singleElement().asString().doesNotContain("AOTCache");
    }

    /// There is no console to be faster; and nothing may go on after the demonstration has ended.
    @Test
    void withoutADisplayNothingIsRehearsed() throws Exception {
        lab(Map.of(), "console");

        await().during(Duration.ofSeconds(1)).until(() -> calls().size() == 1);
    }

    @Test
    void theDoorOfWindowsKnowsTheSameWordsAndIsWrittenAsWindowsReadsIt() throws Exception {
        String lab = Files.readString(LabProcess.DIST.resolve("lab"));
        String cmd = Files.readString(LabProcess.DIST.resolve("lab.cmd"));

        assertThat(lab).contains("\n  test)\n", "\n  screenshots)\n", "\n  build)\n");
        assertThat(cmd)
                .contains("\"%~1\"==\"test\"", "\"%~1\"==\"screenshots\"", "\"%~1\"==\"build\"");
        assertThat(cmd.lines().count()).isEqualTo(cmd.split("\r\n", -1).length - 1);
    }

    /// Returns when it has ended; what it leaves in the background may go on.
    private void lab(Map<String, String> more, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(dist.resolve("lab").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(dist.resolve("said").toFile());
        Map<String, String> environment = builder.environment();
        List.of("DISPLAY", "WAYLAND_DISPLAY").forEach(environment::remove);
        environment.put("JAVA_HOME", dist.resolve("jdk").toString());
        environment.put("PATH", dist.resolve("bin") + ":" + environment.get("PATH"));
        environment.put("CALLS", dist.resolve("calls").toString());
        environment.put("LBLAB_NGINX", "there-is-one");
        environment.putAll(more);
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(dist.resolve("said"))).isZero();
        assertThat(dist.resolve("said")).isEmptyFile();
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(dist.resolve("calls"));
    }

    private void program(String name, String text) throws IOException {
        Path file = dist.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
