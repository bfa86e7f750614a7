package io.lblab.shop.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/// A lock between processes (and containers that share the volume): held as long as it is open, and
/// given back by the operating system when the process dies.
final class FileLock implements AutoCloseable {
    private final FileChannel channel;

    private FileLock(FileChannel channel) {
        this.channel = channel;
    }

    static FileLock acquire(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        while (true) {
            try {
                channel.lock();
                return new FileLock(channel);
            } catch (OverlappingFileLockException e) {
                // Held by another shop in this very process (tests run several).
                LockSupport.parkNanos(1_000_000);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
