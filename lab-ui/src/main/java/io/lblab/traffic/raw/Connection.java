package io.lblab.traffic.raw;

import io.lblab.traffic.FailureWords;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A connection of a loop: idle, or with one request on it.
final class Connection {

    private final SocketChannel channel;
    private final SelectionKey key;
    private final AnswerParser parser;

    /// The source it leaves from, by number.
    final int source;

    @Nullable Exchange exchange;

    /// What of a request could not be written yet.
    private @Nullable ByteBuffer unwritten;

    private boolean used;
    private boolean reused;

    /// Begins to connect.
    Connection(
            Selector selector,
            InetSocketAddress to,
            Optional<InetSocketAddress> from,
            int source,
            Texts texts)
            throws IOException {
        this.source = source;
        parser = new AnswerParser(texts);
        if (to.isUnresolved()) {
            throw new UnknownHostException(to.getHostString());
        }
        channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (from.isPresent()) {
                bind(from.get());
            }
            boolean there = channel.connect(to);
            key =
                    channel.register(
                            selector, there ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void bind(InetSocketAddress from) throws IOException {
        try {
            channel.bind(from);
        } catch (IOException e) {
            throw FailureWords.whenBinding(e);
        }
    }

    AnswerParser parser() {
        return parser;
    }

    boolean isConnected() {
        return channel.isConnected();
    }

    /// To be called when the selector says so.
    void finishConnecting() throws IOException {
        if (channel.finishConnect()) {
            key.interestOps(unwritten == null ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
        }
    }

    /// Sends a request, at once as far as it goes.
    ///
    /// @param request the whole of it, ready to be read; may be used again afterwards
    void send(ByteBuffer request, boolean head) throws IOException {
        reused = used;
        used = true;
        parser.begin(head);
        if (channel.isConnected()) {
            channel.write(request);
        }
        if (request.hasRemaining()) {
            ByteBuffer rest = ByteBuffer.allocate(request.remaining());
            rest.put(request).flip();
            unwritten = rest;
            if (channel.isConnected()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        }
    }

    /// To be called when the selector says so.
    void sendOn() throws IOException {
        ByteBuffer rest = unwritten;
        if (rest != null) {
            channel.write(rest);
            if (rest.hasRemaining()) {
                return;
            }
            unwritten = null;
        }
        key.interestOps(SelectionKey.OP_READ);
    }

    /// Takes what has come.
    ///
    /// @return bytes read, -1 at the end of the connection
    int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    /// Whether the request that is on it is not its first.
    boolean isReused() {
        return reused;
    }

    /// Whether it may carry another request.
    boolean isFree() {
        return channel.isOpen() && parser.keepsConnection() && unwritten == null;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // Nothing more is wanted of it.
        }
    }
}
