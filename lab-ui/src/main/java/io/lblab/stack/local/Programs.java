package io.lblab.stack.local;

import io.lblab.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.embedded.core.ExecutableProvider;

/// The programs of one stack, found.
///
/// @param redis empty when it is not installed
/// @param postgres empty when it is not installed
/// @param prometheus empty when it is not installed
/// @param nodeExporter empty when it is not installed
record Programs(
        Tools.Nginx nginx,
        Optional<Path> redis,
        Optional<PostgresPrograms> postgres,
        Path java,
        Path shopFolder,
        Path shopJar,
        Path kafkaFolder,
        List<Path> kafkaJars,
        Optional<Path> prometheus,
        Optional<Path> nodeExporter) {

    /// Looks for all of them.
    ///
    /// @throws StackException for the first that is missing, with what mends it
    static Programs find(Map<String, String> environment)
            throws StackException, InterruptedException {
        Tools tools = new Tools(environment);
        Installation installation = Installation.find();
        return new Programs(
                tools.nginx(),
                tools.find("redis-server"),
                PostgresPrograms.find(tools),
                tools.java(),
                installation.shopFolder(),
                installation.shopJar(),
                installation.kafkaFolder(),
                installation.kafkaJars(),
                tools.find("prometheus"),
                tools.find("prometheus-node-exporter").or(() -> tools.find("node_exporter")));
    }

    /// The installed PostgreSQL.
    ///
    /// @throws StackException naming the command that brings it
    PostgresPrograms postgresOrCure() throws StackException {
        return postgres.orElseThrow(PostgresPrograms::missing);
    }

    /// The installed Redis, else the real one that the lab brings along, laid out in that folder.
    Path redisIn(Path folder) throws StackException {
        if (redis.isPresent()) {
            return redis.get();
        }
        try {
            Files.createDirectories(folder);
            return ExecutableProvider.newJarResourceProvider(folder.toFile()).get().toPath();
        } catch (IOException | RuntimeException e) {
            throw new StackException(
                    "There is no Redis for this machine: install redis-server with your package"
                            + " manager.",
                    e);
        }
    }
}
