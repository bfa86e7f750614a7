package io.lblab.shop.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/// Thousands of listeners on `/events`, all read by one thread.
public final class ManyListeners implements AutoCloseable {
    private static final byte[] REQUEST =
            "GET /events HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /// The longest text that is looked for.
    private static final int TAIL = 200;

    private final Selector selector;
    private final List<SocketChannel> channels = new ArrayList<>();
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Thread reader;
    private volatile String text = "retry: 3000\n\n";
    private volatile long lastHeard;
    private volatile boolean closed;

    /// What one listener has read last.
    private static final class Listener {
        private String tail = "";
        private String heard = "";
    }

    /// Opens them all and waits until each has its first line.
    public ManyListeners(int port, int count) {
        try {
            selector = Selector.open();
            reader = Thread.ofPlatform().daemon().name("many-listeners").start(this::read);
            for (int i = 0; i < count; i++) {
                channels.add(open(port));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitAll(Duration.ofSeconds(60));
    }

    /// From now on, counts those who hear this text.
    public void expect(String wanted) {
        text = wanted;
        heard.set(0);
    }

    /// Waits until every listener has heard the text, and returns when the last one had, as by
    /// [System#nanoTime].
    public long awaitAll(Duration atMost) {
        Awaitility.await(text)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() ->
                        assertThat(heard.get() + " heard, " + ended + " ended")
                                .isEqualTo(channels.size() + " heard, 0 ended"));
        return lastHeard;
    }

    /// How many streams the server has ended.
    public int ended() {
        return ended.get();
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            reader.join();
            for (SocketChannel channel : channels) {
                channel.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SocketChannel open(int port) throws IOException {
        SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.write(ByteBuffer.wrap(REQUEST));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new Listener());
        selector.wakeup();
        return channel;
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
        try {
            while (!closed) {
                selector.select(key -> read(key, buffer));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(SelectionKey key, ByteBuffer buffer) {
        try {
            buffer.clear();
            if (((SocketChannel) key.channel()).read(buffer) < 0) {
                end(key);
                return;
            }
        } catch (IOException e) {
            end(key);
            return;
        }
        buffer.flip();
        Listener listener = (Listener) key.attachment();
        String seen = listener.tail + StandardCharsets.US_ASCII.decode(buffer);
        String wanted = text;
        if (!listener.heard.equals(wanted) && seen.contains(wanted)) {
            listener.heard = wanted;
            lastHeard = System.nanoTime();
            heard.incrementAndGet();
        }
        listener.tail = seen.substring(Math.max(0, seen.length() - TAIL));
    }

    private void end(SelectionKey key) {
        key.cancel();
        ended.incrementAndGet();
    }
}
