package io.lblab.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lblab.stack.LeftOvers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The lab as a user runs it: a process of its own, with a state folder of its own.
final class LabProcess {

    /// The repository's root, from the folder of the module that Surefire works in.
    static final Path DIST = Path.of("..").toAbsolutePath().normalize();

    private final Path home;
    private final Map<String, String> environment;

    LabProcess(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /// How a command ended.
    record Ended(int exitCode, String out, String err) {

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(out);
            } catch (IOException e) {
                throw new UncheckedIOException("No JSON: " + out + "\n" + err, e);
            }
        }
    }

    /// A command that runs.
    record Running(Process process, Path out, Path err) {

        String errText() {
            return read(err);
        }

        Ended await() throws InterruptedException {
            if (!process.waitFor(8, TimeUnit.MINUTES)) {
                process.destroy();
                throw new AssertionError("The command did not end: " + read(out) + read(err));
            }
            return new Ended(process.exitValue(), read(out), read(err));
        }
    }

    Ended run(String... args) throws IOException, InterruptedException {
        return start(args).await();
    }

    Running start(String... args) throws IOException {
        Path out = Files.createTempFile("lab", ".out");
        Path err = Files.createTempFile("lab", ".err");
        out.toFile().deleteOnExit();
        err.toFile().deleteOnExit();
        ProcessBuilder builder =
                command(args).redirectOutput(out.toFile()).redirectError(err.toFile());
        return new Running(builder.start(), out, err);
    }

    /// The process of a command, not started; its output goes into pipes.
    ProcessBuilder command(String... args) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Dlblab.dist=" + DIST,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.lblab.app.Main"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LBLAB_HOME", home.toString());
        builder.environment().put("LBLAB_TERMINAL", "0");
        builder.environment().remove("DISPLAY");
        builder.environment().putAll(environment);
        return builder;
    }

    /// The processes of this machine that belong to the state folder.
    List<String> leftBehind() {
        return LeftOvers.processesOf(home);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
