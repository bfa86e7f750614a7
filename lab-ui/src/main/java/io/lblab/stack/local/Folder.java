package io.lblab.stack.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The state folder of the local stack. Every process of the stack works inside it, which is how a
/// process without a master is recognised.
///
/// @param root absolute: `~/.local/state/lb-lab/local`
record Folder(Path root) {

    Folder {
        root = root.toAbsolutePath().normalize();
    }

    Path state() {
        return root.resolve("stack.json");
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path log(String service) {
        return logs().resolve(service + ".log");
    }

    /// What that part of the stack keeps: gone with the stack.
    Path data(String part) {
        return root.resolve(part);
    }

    /// What PostgreSQL keeps: gone with the stack. `nobody`, who runs it for root, has no way into
    /// root's own folders, so there it is a place that everybody may pass.
    Path database() {
        return PostgresPrograms.refuseThisUser()
                ? Path.of("/var/lib/lblab-postgres-" + Integer.toHexString(root.hashCode()))
                : root.resolve(PostgresPart.NAME);
    }

    /// Where processes of the stack work.
    List<Path> places() {
        return List.of(root, database());
    }

    /// Makes the folder ready for a start: data and logs of the last one are gone.
    void prepare(List<String> parts) throws IOException {
        Files.createDirectories(root);
        clear(parts);
        deleteTree(logs());
        Files.createDirectories(logs());
        for (String part : parts) {
            Files.createDirectories(data(part));
        }
    }

    /// Data of a stopped stack; its logs stay to be read.
    void clear(List<String> parts) throws IOException {
        for (String part : parts) {
            deleteTree(data(part));
        }
        deleteTree(database());
    }

    private static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            paths.sorted(Comparator.reverseOrder()).forEach(Folder::delete);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
