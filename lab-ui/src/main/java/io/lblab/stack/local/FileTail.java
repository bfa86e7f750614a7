package io.lblab.stack.local;

import io.lblab.nginx.NginxHost.Subscription;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads log files from their end.
final class FileTail {

    private static final Logger LOG = LoggerFactory.getLogger(FileTail.class);
    private static final Duration PAUSE = Duration.ofMillis(25);
    private static final int CHUNK = 64 * 1024;

    private FileTail() {}

    /// The last lines; none when there is no such file.
    static List<String> last(Path file, int lines) throws IOException {
        if (lines <= 0) {
            return List.of();
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long end = in.length();
            long size = Math.min(end, CHUNK);
            while (true) {
                byte[] bytes = new byte[(int) size];
                in.seek(end - size);
                in.readFully(bytes);
                List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
                boolean enough = all.size() > lines;
                if (enough || size == end) {
                    return all.subList(Math.max(0, all.size() - lines), all.size());
                }
                size = Math.min(end, size * 4);
            }
        } catch (java.io.FileNotFoundException none) {
            return List.of();
        }
    }

    /// Hands every line that is added from now on to the listener, on a thread of its own.
    static Subscription follow(Path file, Consumer<String> listener) throws IOException {
        return followFrom(file, size(file), listener);
    }

    /// Like [#follow], from a byte of the file.
    static Subscription followFrom(Path file, long from, Consumer<String> listener) {
        Thread thread =
                Thread.ofVirtual()
                        .name("tail " + file.getFileName())
                        .start(() -> read(file, from, listener));
        return thread::interrupt;
    }

    static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException none) {
            return 0;
        }
    }

    private static void read(Path file, long from, Consumer<String> listener) {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long position = from;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                int read = 0;
                if (Files.exists(file)) {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                        // A file that became shorter was begun anew.
                        position = channel.size() < position ? 0 : position;
                        while ((read = channel.read(buffer.clear(), position)) > 0) {
                            position += read;
                            split(buffer.flip(), line, listener);
                        }
                    }
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException | java.nio.channels.ClosedByInterruptException closed) {
            LOG.trace("Tail of {} closed", file);
        } catch (IOException e) {
            LOG.warn("The log {} can't be followed any further", file, e);
        }
    }

    private static void split(
            ByteBuffer bytes, ByteArrayOutputStream line, Consumer<String> listener) {
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            if (b == '\n') {
                listener.accept(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(b);
            }
        }
    }
}
