package io.lblab.stack.local;

import io.lblab.nginx.Capabilities;
import io.lblab.nginx.NginxException;
import io.lblab.stack.StackException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the programs that the stack is made of.
final class Tools {

    private static final List<String> USUAL_FOLDERS =
            List.of(
                    "/usr/sbin",
                    "/usr/local/sbin",
                    "/usr/bin",
                    "/usr/local/bin",
                    "/opt/homebrew/bin",
                    "/usr/local/nginx/sbin");

    private final Map<String, String> environment;

    Tools(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// A program by its name, from the PATH and the usual folders.
    Optional<Path> find(String program) {
        return folders()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /// The folders that programs are looked for in.
    Stream<String> folders() {
        List<String> folders = new ArrayList<>();
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!folder.isBlank()) {
                folders.add(folder);
            }
        }
        folders.addAll(USUAL_FOLDERS);
        return folders.stream();
    }

    /// nginx, seen to be one and to have what the lab needs. `LBLAB_NGINX` names another one than
    /// the PATH does.
    ///
    /// @throws StackException naming the command that mends it
    Nginx nginx() throws StackException, InterruptedException {
        Path binary =
                Optional.ofNullable(environment.get("LBLAB_NGINX"))
                        .map(Path::of)
                        .or(() -> find("nginx"))
                        .orElseThrow(() -> new StackException("nginx is missing. " + nginxCure()));
        try {
            String said = Commands.run(List.of(binary.toString(), "-V")).output();
            Capabilities capabilities = Capabilities.parse(said);
            Optional<String> missing = capabilities.missing();
            if (missing.isPresent()) {
                throw new StackException(missing.get());
            }
            return new Nginx(binary, capabilities);
        } catch (IOException | NginxException e) {
            throw new StackException(
                    binary + " can't be used as nginx (" + e.getMessage() + "). " + nginxCure(), e);
        }
    }

    /// An nginx of this machine.
    record Nginx(Path binary, Capabilities capabilities) {}

    /// The Java that runs the lab itself.
    Path java() {
        return ProcessHandle.current()
                .info()
                .command()
                .map(Path::of)
                .filter(command -> command.getFileName().toString().startsWith("java"))
                .orElseGet(() -> Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    private static String nginxCure() {
        return cure("nginx", "nginx-light", "nginx", "nginx");
    }

    /// The command that brings a program, by the names of its packages.
    static String cure(String program, String debian, String homebrew, String redHat) {
        if (Files.exists(Path.of("/etc/debian_version"))) {
            return "Type: sudo apt-get install " + debian;
        }
        if (System.getProperty("os.name", "").startsWith("Mac")) {
            return "Type: brew install " + homebrew;
        }
        return Files.exists(Path.of("/etc/redhat-release"))
                ? "Type: sudo dnf install " + redHat
                : "Install " + program + " with your package manager, or use Docker.";
    }
}
