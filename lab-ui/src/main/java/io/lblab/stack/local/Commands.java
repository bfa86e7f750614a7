package io.lblab.stack.local;

import io.lblab.nginx.CommandResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Runs a short command to its end.
final class Commands {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Commands() {}

    /// @throws IOException when it can't be started or has not ended after a minute
    static CommandResult run(List<String> command) throws IOException, InterruptedException {
        return run(command, Path.of(""));
    }

    /// Works in that folder.
    static CommandResult run(List<String> command, Path folder)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toAbsolutePath().toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        try {
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException(typed(command) + " has not ended after a minute");
            }
            return new CommandResult(
                    typed(command),
                    process.exitValue(),
                    output,
                    Duration.ofNanos(System.nanoTime() - began));
        } finally {
            process.destroyForcibly();
        }
    }

    /// As a person would type it.
    private static String typed(List<String> command) {
        return command.stream()
                .map(word -> word.matches("[A-Za-z0-9_./:=,@%+-]+") ? word : "'" + word + "'")
                .collect(Collectors.joining(" "));
    }
}
