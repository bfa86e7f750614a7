package io.lblab.nginx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/// nginx.conf and the files beside it while a new one is brought live.
///
/// Every file appears whole, by a rename. `nginx.conf.previous` is the one before the last swap;
/// `nginx.conf.pending` exists from just before a swap until it is confirmed or undone, so that an
/// apply that was killed in between is noticed by the next.
final class ConfigFiles {

    private final Path live;

    ConfigFiles(Path live) {
        this.live = live;
    }

    Path live() {
        return live;
    }

    Path candidate() {
        return beside("candidate");
    }

    String readLive() throws IOException {
        return Files.readString(live);
    }

    Optional<String> readPrevious() throws IOException {
        return read(beside("previous"));
    }

    /// The generation that an unfinished apply was bringing live.
    Optional<String> readPending() throws IOException {
        return read(beside("pending")).map(String::strip);
    }

    void writeCandidate(String text) throws IOException {
        write(candidate(), text);
    }

    void dropCandidate() throws IOException {
        Files.deleteIfExists(candidate());
    }

    /// Keeps what is live, marks the swap as pending and renames the candidate into place.
    void swapIn(String liveText, int generation) throws IOException {
        replace(beside("previous"), liveText);
        replace(beside("pending"), generation + "\n");
        rename(candidate(), live);
    }

    void swapBack(String liveText) throws IOException {
        replace(live, liveText);
    }

    /// Keeps a text that is about to be overwritten beside nginx.conf.
    ///
    /// @return the file's name
    String setAside(String text) throws IOException {
        replace(beside("edited"), text);
        return beside("edited").getFileName().toString();
    }

    void settled() throws IOException {
        Files.deleteIfExists(beside("pending"));
    }

    /// Keeps every other apply out, of this process and of others, until it is closed.
    ///
    /// @return empty when another one still holds it after `patience`
    Optional<ProcessLock> lock(Duration patience) throws IOException, InterruptedException {
        return ProcessLock.acquire(beside("lock"), patience);
    }

    private static Optional<String> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    private void replace(Path file, String text) throws IOException {
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        write(whole, text);
        rename(whole, file);
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path beside(String suffix) {
        return live.resolveSibling(live.getFileName() + "." + suffix);
    }
}
