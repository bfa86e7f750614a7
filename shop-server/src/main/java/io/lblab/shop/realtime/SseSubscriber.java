package io.lblab.shop.realtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One client of the event stream. When there is something for it, a virtual thread writes all
/// there is in one go and ends: a client that is only listening costs no thread. One that reads so
/// slowly that it falls too far behind is cut off, and its browser connects again.
final class SseSubscriber {
    private static final byte[] RETRY = bytes("retry: 3000\n\n");
    private static final byte[] KEEP_ALIVE = bytes(": keep-alive\n\n");

    private final AtomicBoolean writing = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final RecentEvents events;
    private final OutputStream out;
    private final byte[] farewell;

    /// Of the next event to write. Changed by the writing thread only, as are the other two.
    private volatile long place;

    private volatile long lastWrite = System.nanoTime();
    private volatile boolean begun;
    private volatile boolean keepAliveDue;
    private volatile boolean closing;
    private volatile boolean cutOff;
    private volatile @Nullable Thread writer;

    /// Made for one client, who hears what is added to the events from now on.
    ///
    /// @param out may block for as long as the client does not read
    /// @param farewell sent last when we end the stream
    SseSubscriber(RecentEvents events, OutputStream out, String farewell) {
        this.events = events;
        this.out = out;
        this.farewell = bytes(farewell);
        this.place = events.end();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// There may be something to write. Cuts the client off when it is too far behind. Never
    /// blocks.
    void wake() {
        if (events.isLost(place)) {
            cutOff();
        } else if (writing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("sse").start(this::write);
        }
    }

    /// Sends a comment when nothing has been sent for this long.
    void keepAlive(long silenceNanos) {
        if (System.nanoTime() - lastWrite >= silenceNanos) {
            keepAliveDue = true;
            wake();
        }
    }

    /// Ends the stream after what there is to send. Never blocks.
    void close() {
        closing = true;
        wake();
    }

    /// Ends the stream now, in the middle of a write that the client does not take.
    void cutOff() {
        cutOff = true;
        Thread thread = writer;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /// Completes when nothing more is written: normally after the farewell, exceptionally when the
    /// client is gone or was cut off.
    CompletableFuture<Void> ended() {
        return ended;
    }

    private void write() {
        try {
            do {
                writer = Thread.currentThread();
                boolean last = closing;
                write(last);
                if (last) {
                    ended.complete(null);
                    return; // still as if writing: nothing is written any more
                }
                writer = null;
                writing.set(false);
            } while (isSomethingLeft() && writing.compareAndSet(false, true));
        } catch (IOException | RuntimeException e) {
            ended.completeExceptionally(e);
        }
    }

    private boolean isSomethingLeft() {
        return place < events.end() || keepAliveDue || closing;
    }

    private void write(boolean last) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (!begun) {
            all.writeBytes(RETRY);
            begun = true;
        }
        long end = events.end();
        boolean complete = events.copy(place, end, all);
        if (cutOff || !complete) {
            throw new IOException("cut off: the client reads too slowly");
        }
        if (keepAliveDue) {
            keepAliveDue = false;
            all.writeBytes(KEEP_ALIVE);
        }
        if (last) {
            all.writeBytes(farewell);
        }
        out.write(all.toByteArray());
        out.flush();
        place = end;
        lastWrite = System.nanoTime();
    }
}
