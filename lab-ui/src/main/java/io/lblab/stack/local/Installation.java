package io.lblab.stack.local;

import io.lblab.stack.StackException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Where the lab's own parts lie: the shop's jar and Kafka's.
///
/// @param root the folder that holds `shop-server` and `lab-ui`
record Installation(Path root) {

    /// The system property `lblab.dist`, else the folder above this class that has the parts.
    static Installation find() throws StackException {
        String given = System.getProperty("lblab.dist", "");
        if (!given.isBlank()) {
            return new Installation(Path.of(given).toAbsolutePath());
        }
        try {
            Path code =
                    Path.of(
                            Installation.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            for (Path up = code; up != null; up = up.getParent()) {
                if (Files.isDirectory(up.resolve("shop-server"))
                        && Files.isDirectory(up.resolve("lab-ui"))) {
                    return new Installation(up);
                }
            }
        } catch (URISyntaxException e) {
            throw new StackException("The lab can't find its own folder: " + e.getMessage(), e);
        }
        throw new StackException(
                "The lab can't find its own parts: start it with ./lab, or name its folder with"
                        + " -Dlblab.dist=FOLDER.");
    }

    Path shopFolder() {
        return root.resolve("shop-server/target");
    }

    Path shopJar() throws StackException {
        Path jar = shopFolder().resolve("shop-server.jar");
        if (!Files.isRegularFile(jar)) {
            throw notBuilt(jar);
        }
        return jar;
    }

    /// Every jar of the broker, in a fixed order, as a class cache asks for it.
    List<Path> kafkaJars() throws StackException {
        Path folder = kafkaFolder();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars =
                    files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
            if (jars.isEmpty()) {
                throw notBuilt(folder);
            }
            return jars;
        } catch (IOException e) {
            throw notBuilt(folder);
        }
    }

    Path kafkaFolder() {
        return root.resolve("lab-ui/broker/target/kafka");
    }

    private static StackException notBuilt(Path what) {
        return new StackException(what + " is missing: start the lab with ./lab, which builds it.");
    }
}
