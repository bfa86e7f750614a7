package io.lblab.nginx;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/// A lock between processes, and between objects of one process. The system lets go of it when its
/// process ends, however it ends.
public final class ProcessLock implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final FileChannel channel;

    private ProcessLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Takes the lock of that file, which is made if need be.
    ///
    /// @return empty when another one still holds it after `patience`
    public static Optional<ProcessLock> acquire(Path file, Duration patience)
            throws IOException, InterruptedException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        long deadline = System.nanoTime() + patience.toNanos();
        boolean held = false;
        try {
            held = tryLock(channel);
            while (!held && System.nanoTime() < deadline) {
                Thread.sleep(PAUSE);
                held = tryLock(channel);
            }
        } finally {
            if (!held) {
                channel.close();
            }
        }
        return held ? Optional.of(new ProcessLock(channel)) : Optional.empty();
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
