package io.lblab.stack.compose;

import io.lblab.stack.StackException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Runs `docker compose` in the folder of compose.yaml and hands on what it says.
final class ComposeCommand {

    private final ComposeProject project;
    private final List<Path> envFiles;
    private final List<Path> moreFiles;
    private final Map<String, String> variables;

    /// @param envFiles files of variables beside `.env`, later ones before earlier ones
    /// @param moreFiles compose files beside compose.yaml
    /// @param variables set for this command, before all files
    ComposeCommand(
            ComposeProject project,
            List<Path> envFiles,
            List<Path> moreFiles,
            Map<String, String> variables) {
        this.project = project;
        this.envFiles = List.copyOf(envFiles);
        this.moreFiles = List.copyOf(moreFiles);
        this.variables = Map.copyOf(variables);
    }

    /// Runs it to its end.
    ///
    /// @param line called for each line that Compose prints
    /// @throws StackException with Compose's own last words when it fails
    void run(Consumer<String> line, String... arguments)
            throws StackException, InterruptedException {
        List<String> command = commandLine(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(project.folder().toFile())
                        .redirectErrorStream(true);
        builder.environment().putAll(variables);
        String lastWords = "";
        try {
            Process process = builder.start();
            try {
                process.getOutputStream().close();
                try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                    for (String said = output.readLine(); said != null; said = output.readLine()) {
                        if (!said.isBlank()) {
                            line.accept(said);
                            lastWords = said.strip();
                        }
                    }
                }
                if (process.waitFor() != 0) {
                    throw new StackException(
                            "docker compose " + arguments[0] + " failed: " + sentence(lastWords));
                }
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new StackException(
                    "docker compose could not be run: install the Docker CLI with Compose v2.", e);
        }
    }

    private List<String> commandLine(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "compose", "--progress", "plain"));
        command.addAll(List.of("--project-name", project.name(), "--file", "compose.yaml"));
        moreFiles.forEach(file -> command.addAll(List.of("--file", file.toString())));
        if (!envFiles.isEmpty()) {
            command.addAll(List.of("--env-file", ".env"));
            envFiles.forEach(file -> command.addAll(List.of("--env-file", file.toString())));
        }
        command.addAll(arguments);
        return command;
    }

    private static String sentence(String words) {
        String text = words.isEmpty() ? "it said nothing" : words;
        return text.endsWith(".") ? text : text + ".";
    }
}
