package io.lblab.traffic;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A real HTTP/1.1 server on raw sockets that notes every request and answers as the test says,
/// wrongly if need be. All loopback addresses reach it.
public final class ScriptedServer implements AutoCloseable {

    /// What came in.
    ///
    /// @param connection number of the connection, from 0
    /// @param onConnection number of the request on its connection, from 0
    public record Request(
            String method,
            String path,
            String head,
            String body,
            String source,
            int connection,
            int onConnection) {}

    public interface Script {
        /// Answers, and says whether the connection stays open.
        boolean answer(Request request, OutputStream out) throws IOException;
    }

    public static final Script OK = (_, out) -> ok(out, "1", "hello");

    /// Answers nobody before so many connections have asked: a quick client could else do with
    /// fewer than it may have.
    static Script onceAllAsked(int connections) {
        CountDownLatch asked = new CountDownLatch(connections);
        return (request, out) -> {
            if (request.onConnection() == 0) {
                asked.countDown();
            }
            try {
                if (!asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    return false;
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
            return ok(out, "1", "hello");
        };
    }

    private static final long PATIENCE_SECONDS = 20;

    private final ServerSocket listener;
    private final Script script;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    public ScriptedServer(Script script) {
        this.script = script;
        try {
            listener = new ServerSocket(0, 1_024, InetAddress.ofLiteral("0.0.0.0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public static boolean ok(OutputStream out, String instance, String body) throws IOException {
        return write(
                out,
                "HTTP/1.1 200 OK\r\nX-Instance-ID: "
                        + instance
                        + "\r\nX-Served-By: app"
                        + instance
                        + ":8000\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body);
    }

    static boolean empty(OutputStream out, String status, String header) throws IOException {
        return write(out, "HTTP/1.1 " + status + "\r\n" + header + "\r\nContent-Length: 0\r\n\r\n");
    }

    static boolean write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return true;
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    List<Request> requests() {
        return requests;
    }

    int connections() {
        return connections.get();
    }

    /// Connections that the server has not closed.
    int openConnections() {
        return open.size();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                int number = connections.getAndIncrement();
                Thread.ofVirtual().start(() -> serve(socket, number));
            }
        } catch (IOException _) {
            // closed: the test is over
        }
    }

    private void serve(Socket socket, int connection) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String source = socket.getInetAddress().getHostAddress();
            for (int n = 0; ; n++) {
                String head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                String[] words = head.split(" ", 3);
                String body = new String(in.readNBytes(length(head)), StandardCharsets.UTF_8);
                Request request =
                        new Request(words[0], words[1], head, body, source, connection, n);
                requests.add(request);
                if (!script.answer(request, socket.getOutputStream())) {
                    return;
                }
            }
        } catch (IOException _) {
            // the client went away
        } finally {
            open.remove(socket);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            if (read < 0) {
                return "";
            }
            head.append((char) read);
        }
        return head.toString();
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
