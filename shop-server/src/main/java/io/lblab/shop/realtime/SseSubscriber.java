package io.lblab.shop.realtime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One client of the event stream. What is to be sent waits in a bounded queue; a client that reads
/// so slowly that the queue overflows is cut off, and its browser connects again.
final class SseSubscriber {
    static final int QUEUE = 256;

    private static final String RETRY = "retry: 3000\n\n";
    private static final String KEEP_ALIVE = ": keep-alive\n\n";

    private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Duration keepAlive;
    private volatile boolean closed;
    private volatile @Nullable Thread writer;

    /// Made for one client.
    ///
    /// @param keepAlive after this much silence a comment is sent
    SseSubscriber(Duration keepAlive) {
        this.keepAlive = keepAlive;
    }

    /// Queues an event; cuts the client off when there is no room. Never blocks.
    void offer(String event) {
        if (!queue.offer(event)) {
            cutOff();
        }
    }

    /// Ends the stream after what is being written now.
    void close() {
        closed = true;
        queue.clear();
        queue.offer("");
    }

    /// Writes to the client until it leaves, is cut off or [#close] is called.
    ///
    /// @throws IOException when the client is gone
    void serve(OutputStream out) throws IOException {
        writer = Thread.currentThread();
        try {
            write(out, RETRY);
            while (!closed) {
                String event = queue.poll(keepAlive.toMillis(), TimeUnit.MILLISECONDS);
                write(out, event == null ? KEEP_ALIVE : event);
            }
        } catch (InterruptedException e) {
            throw new IOException("cut off: the client reads too slowly", e);
        } finally {
            closed = true;
            writer = null;
        }
    }

    private void cutOff() {
        closed = true;
        Thread writing = writer;
        if (writing != null) {
            writing.interrupt(); // it may be stuck in a write that the client does not take
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
