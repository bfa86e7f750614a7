package io.lblab.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A client of `/events` that keeps every line it was sent.
public final class EventStream implements AutoCloseable {

    private final Socket socket = new Socket();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    public EventStream(URI entry, String path, String... headers) throws IOException {
        socket.connect(new InetSocketAddress(entry.getHost(), entry.getPort()), 5000);
        String request =
                "GET "
                        + path
                        + " HTTP/1.1\r\nHost: "
                        + entry.getAuthority()
                        + "\r\nAccept: text/event-stream\r\n"
                        + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList())
                        + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        Thread.ofVirtual().start(() -> read(in));
    }

    private void read(BufferedReader in) {
        try {
            in.lines().forEach(lines::add);
        } catch (UncheckedIOException closed) {
            // By close(), or by the server: what came until then is kept.
        }
    }

    /// What came so far, the answer's head included.
    public List<String> lines() {
        return lines;
    }

    public String header(String name) {
        return lines.stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
