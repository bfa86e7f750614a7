package io.lblab.shop.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Writes lines by a thread of its own, so that no request waits for the terminal, and many at
/// once: after each write it lets them gather for [#PAUSE_MS]. Under load a line then costs no
/// system call and wakes no thread; one that comes alone is written at once. When the queue is
/// full, whoever logs waits: no line is lost.
final class BatchingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final int PAUSE_MS = 10;
    private static final int QUEUE = 8_192;
    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Encoder<ILoggingEvent> encoder;
    private final OutputStream out;
    private final Thread writer = new Thread(this::write, "log-writer");

    BatchingAppender(Encoder<ILoggingEvent> encoder, OutputStream out) {
        this.encoder = encoder;
        this.out = out;
    }

    @Override
    public void start() {
        writer.setDaemon(true);
        writer.start();
        super.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        put(encoder.encode(event));
    }

    /// Ends when all that was logged before is written.
    @Override
    public void stop() {
        if (!isStarted()) {
            return;
        }
        super.stop();
        put(END);
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(byte[] line) {
        try {
            queue.put(line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        List<byte[]> lines = new ArrayList<>();
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        try {
            boolean last = false;
            while (!last) {
                lines.add(queue.take());
                queue.drainTo(lines);
                last = lines.contains(END); // the very one: arrays are equal to nothing else
                lines.forEach(together::writeBytes);
                write(together);
                lines.clear();
                together.reset();
                if (!last) {
                    Thread.sleep(PAUSE_MS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(ByteArrayOutputStream together) {
        try {
            together.writeTo(out);
            out.flush();
        } catch (IOException e) {
            addError("standard output takes no line", e);
        }
    }
}
