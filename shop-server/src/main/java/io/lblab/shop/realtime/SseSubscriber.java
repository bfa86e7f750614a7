package io.lblab.shop.realtime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One client of the event stream. What is to be sent waits in a bounded queue; a client that reads
/// so slowly that the queue overflows is cut off, and its browser connects again.
final class SseSubscriber {
    static final int QUEUE = 256;

    private static final String RETRY = "retry: 3000\n\n";
    private static final String KEEP_ALIVE = ": keep-alive\n\n";

    /// Stands in the queue for the end of the stream.
    private static final String END = "";

    private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(QUEUE);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Duration keepAlive;
    private final String farewell;
    private volatile boolean cutOff;
    private volatile @Nullable Thread writer;

    /// Made for one client.
    ///
    /// @param keepAlive after this much silence a comment is sent
    /// @param farewell sent last when we end the stream
    SseSubscriber(Duration keepAlive, String farewell) {
        this.keepAlive = keepAlive;
        this.farewell = farewell;
    }

    /// Queues an event; cuts the client off when there is no room. Never blocks.
    void offer(String event) {
        if (!queue.offer(event)) {
            cutOff();
        }
    }

    /// Ends the stream after what is queued. Never blocks.
    void close() {
        offer(END);
    }

    /// Ends the stream now, in the middle of a write that the client does not take.
    void cutOff() {
        cutOff = true;
        Thread writing = writer;
        if (writing != null) {
            writing.interrupt();
        }
    }

    /// Waits until nothing more is written.
    ///
    /// @return false when something still is
    boolean awaitDone(long nanos) throws InterruptedException {
        return done.await(nanos, TimeUnit.NANOSECONDS);
    }

    /// Writes to the client until it leaves, is cut off or [#close] is called.
    ///
    /// @throws IOException when the client is gone
    void serve(OutputStream out) throws IOException {
        writer = Thread.currentThread();
        try {
            write(out, RETRY);
            String event = "";
            do {
                if (cutOff) {
                    throw new InterruptedException();
                }
                event = queue.poll(keepAlive.toMillis(), TimeUnit.MILLISECONDS);
                write(out, event == null ? KEEP_ALIVE : event.equals(END) ? farewell : event);
            } while (!END.equals(event));
        } catch (InterruptedException e) {
            throw new IOException("cut off: the client reads too slowly", e);
        } finally {
            writer = null;
            done.countDown();
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
