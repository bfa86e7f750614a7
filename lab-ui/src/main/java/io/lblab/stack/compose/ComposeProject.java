package io.lblab.stack.compose;

import io.lblab.stack.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One compose project: where its files are and what its parts are called. Variables come from
/// `compose/.env` and, before it, from the environment, as `docker compose` itself takes them.
///
/// @param dist the project's folder, the one that holds `compose/`
/// @param name what Docker Compose calls the project; two stacks on one machine differ in it
/// @param prefix what container names begin with: `gsg` in `gsg-app1`
/// @param variables what was set for compose.yaml, by name
public record ComposeProject(Path dist, String name, String prefix, Map<String, String> variables) {

    private static final String GUIDE_NAME = "gsg";
    private static final String ENV_FILE = "compose/.env";

    public ComposeProject {
        dist = dist.toAbsolutePath().normalize();
        variables = Map.copyOf(variables);
    }

    /// The project that `docker compose` would use there.
    ///
    /// @param environment the environment of this process
    public static ComposeProject of(Path dist, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(readVariables(dist.resolve(ENV_FILE)));
        variables.putAll(environment);
        return new ComposeProject(
                dist,
                variables.getOrDefault("COMPOSE_PROJECT_NAME", GUIDE_NAME),
                variables.getOrDefault("LAB_PREFIX", GUIDE_NAME),
                variables);
    }

    /// Where compose.yaml stands.
    Path folder() {
        return dist.resolve("compose");
    }

    /// What the lab writes for this project: the mounted nginx folder, generated compose files.
    Path stateFolder() {
        return folder().resolve(".state").resolve(name);
    }

    Path nginxFolder() {
        return stateFolder().resolve("nginx");
    }

    Path targetsFolder() {
        return stateFolder().resolve("targets");
    }

    /// The instances beyond those that compose.yaml names.
    Path instancesFile() {
        return stateFolder().resolve("instances.yaml");
    }

    Path shopJar() {
        return dist.resolve("shop-server/target/shop-server.jar");
    }

    String container(String service) {
        return prefix + "-" + service;
    }

    String variable(String name, String otherwise) {
        String value = variables.getOrDefault(name, "");
        return value.isEmpty() ? otherwise : value;
    }

    /// A variable that was set, maybe to nothing, and where.
    Optional<Setting> setting(String variable) {
        return Optional.ofNullable(variables.get(variable))
                .map(value -> {
                    String inFile = readVariables(dist.resolve(ENV_FILE)).get(variable);
                    return new Setting(
                            variable, value, value.equals(inFile) ? ENV_FILE : "the environment");
                });
    }

    /// `NAME=value` lines; comments and empty lines are left out. A missing file holds nothing.
    static Map<String, String> readVariables(Path file) {
        if (!Files.isReadable(file)) {
            return Map.of();
        }
        try {
            Map<String, String> variables = new HashMap<>();
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    variables.put(
                            line.substring(0, equals).strip(), line.substring(equals + 1).strip());
                }
            }
            return variables;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
