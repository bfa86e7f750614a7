package io.lblab.forecast.conformance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Ten servers behind nginx, each on a loopback address of its own, all on one thread. They refuse
/// connections when told to, and hold an answer until it is asked for.
///
/// The ring of a consistent hash depends on their addresses, so these are the same in every run;
/// only where the port is taken another one is used.
final class Backends implements AutoCloseable {

    static final int NUMBER = 10;

    private static final String NETWORK = "127.93.0.";
    private static final int FIRST_PORT = 9300;
    private static final int LAST_PORT = 9399;
    private static final Pattern HOLD = Pattern.compile("(?i)\r\nX-Hold: ([0-9]+)\r\n");
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final Selector selector = Selector.open();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ServerSocketChannel[] listening = new ServerSocketChannel[NUMBER];
    private final Map<Long, CompletableFuture<Integer>> arrivals = new ConcurrentHashMap<>();
    private final AtomicLong holds = new AtomicLong();
    private final Map<Long, SocketChannel> held = new HashMap<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final int port;
    private Set<Integer> refusing = Set.of();
    private volatile boolean closed;

    Backends() throws IOException {
        port = listenOnAll();
        Thread.ofPlatform().name("backends").start(this::serve);
    }

    private int listenOnAll() throws IOException {
        for (int candidate = FIRST_PORT; candidate <= LAST_PORT; candidate++) {
            try {
                for (int i = 0; i < NUMBER; i++) {
                    listen(i, candidate);
                }
                return candidate;
            } catch (IOException taken) {
                for (int i = 0; i < NUMBER; i++) {
                    if (listening[i] != null) {
                        listening[i].close();
                    }
                }
                selector.selectNow();
            }
        }
        throw new IOException("No port of " + FIRST_PORT + " to " + LAST_PORT + " is free.");
    }

    private void listen(int backend, int onPort) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.bind(new InetSocketAddress(NETWORK + (11 + backend), onPort), 128);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_ACCEPT, backend);
        listening[backend] = channel;
    }

    String address(int backend) {
        return NETWORK + (11 + backend) + ":" + port;
    }

    /// From now on these refuse connections, and the others don't.
    void refuse(Set<Integer> backends) throws Exception {
        if (backends.equals(refusing)) {
            return;
        }
        refusing = backends;
        onThread(() -> {
            for (int i = 0; i < NUMBER; i++) {
                boolean open = listening[i].isOpen();
                if (open && backends.contains(i)) {
                    listening[i].close();
                } else if (!open && !backends.contains(i)) {
                    listen(i, port);
                }
            }
            // A channel is closed for good when the selector has let go of it.
            select();
        });
    }

    /// A number for a request whose answer is to be held.
    long newHold() {
        return holds.incrementAndGet();
    }

    /// Completed with the backend that a held request reaches.
    CompletableFuture<Integer> arrival(long hold) {
        return arrivals.computeIfAbsent(hold, _ -> new CompletableFuture<>());
    }

    /// Answers a held request.
    void answer(long hold) throws Exception {
        arrivals.remove(hold);
        onThread(() -> write(held.remove(hold)));
    }

    private interface Task {
        void run() throws IOException;
    }

    private void onThread(Task task) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        tasks.add(() -> {
            try {
                task.run();
                done.complete(null);
            } catch (IOException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        selector.wakeup();
        done.get();
    }

    private void serve() {
        try {
            while (!closed) {
                selector.select();
                handleSelected();
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
            ended.complete(null);
        } catch (IOException e) {
            ended.completeExceptionally(e);
        }
    }

    private void select() throws IOException {
        selector.selectNow();
        handleSelected();
    }

    private void handleSelected() throws IOException {
        for (SelectionKey key : Set.copyOf(selector.selectedKeys())) {
            selector.selectedKeys().remove(key);
            if (!key.isValid()) {
                continue;
            }
            if (key.channel() instanceof ServerSocketChannel server) {
                accept(server, (Integer) key.attachment());
            } else {
                read((SocketChannel) key.channel(), (Connection) key.attachment());
            }
        }
    }

    private record Connection(int backend, StringBuilder text) {}

    private void accept(ServerSocketChannel server, int backend) throws IOException {
        SocketChannel channel = server.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            Connection connection = new Connection(backend, new StringBuilder());
            channel.register(selector, SelectionKey.OP_READ, connection);
            read(channel, connection);
        }
    }

    private void read(SocketChannel channel, Connection connection) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        int n;
        try {
            n = channel.read(buffer);
        } catch (IOException reset) {
            n = -1;
        }
        if (n < 0) {
            channel.close();
            return;
        }
        connection.text.append(new String(buffer.array(), 0, n, StandardCharsets.ISO_8859_1));
        if (connection.text.indexOf("\r\n\r\n") < 0) {
            return;
        }
        Matcher hold = HOLD.matcher(connection.text);
        if (hold.find()) {
            long number = Long.parseLong(hold.group(1));
            held.put(number, channel);
            arrival(number).complete(connection.backend);
        } else {
            write(channel);
        }
    }

    private static void write(SocketChannel channel) throws IOException {
        channel.write(ByteBuffer.wrap(ANSWER));
        channel.close();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        ended.join();
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
