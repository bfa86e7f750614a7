package io.lblab.stack;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Clients of `/events` that open it again when it ends, as browsers do.
final class EventStreams implements AutoCloseable {

    private final URI base;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    EventStreams(URI base, int count) {
        this.base = base;
        for (int i = 0; i < count; i++) {
            Thread.ofVirtual().start(this::listen);
        }
        await().until(() -> open.get() == count);
    }

    /// How often one was opened.
    int opened() {
        return opened.get();
    }

    /// How many are open now.
    int open() {
        return open.get();
    }

    /// Answers that were no event stream.
    List<String> failures() {
        return failures;
    }

    private void listen() {
        while (!closed) {
            try (Socket socket = new Socket(base.getHost(), base.getPort())) {
                sockets.add(socket);
                socket.getOutputStream()
                        .write(
                                "GET /events HTTP/1.1\r\nHost: lab\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.UTF_8));
                String status = in.readLine();
                if (status == null) {
                    continue; // the connection came to a worker that was told to go: once more
                }
                if (!status.contains(" 200 ")) {
                    failures.add(status);
                    return;
                }
                opened.incrementAndGet();
                open.incrementAndGet();
                try {
                    while (in.readLine() != null) {
                        // a sign of life
                    }
                } finally {
                    open.decrementAndGet();
                }
            } catch (ConnectException e) {
                failures.add(String.valueOf(e.getMessage()));
                return;
            } catch (IOException e) {
                // ended with its worker: once more
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
