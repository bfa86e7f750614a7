package io.lblab.traffic.listen;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A real HTTP server with an event stream, and of the shop what the probe asks for. Streams are
/// held by instances 1 and 2 in turn.
final class SmallShop implements AutoCloseable {

    /// Of product 2, the last one, at first.
    static final int STOCK = 50;

    private record Stream(OutputStream out, CountDownLatch end) {}

    private final HttpServer server;
    private final List<Stream> streams = new CopyOnWriteArrayList<>();
    private final List<HttpExchange> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger puts = new AtomicInteger();
    private final AtomicInteger stock = new AtomicInteger(STOCK);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int refusal;
    private volatile boolean plain;
    private volatile boolean silent;
    private volatile int forgotten = -1;
    private volatile Duration delay = Duration.ZERO;

    SmallShop() throws IOException {
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 256);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/events", this::events);
        server.createContext("/products", this::products);
        server.createContext("/stock", this::stock);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /// Says something on every stream, and ends those that nobody reads.
    void say(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<Stream> all = List.copyOf(streams);
        for (int i = 0; i < all.size(); i++) {
            if (i != forgotten) {
                say(bytes, all.get(i));
            }
        }
    }

    private static void say(byte[] bytes, Stream stream) {
        synchronized (stream.out()) {
            try {
                stream.out().write(bytes);
                stream.out().flush();
            } catch (IOException e) {
                stream.end().countDown();
            }
        }
    }

    void endStreams() {
        streams.forEach(stream -> stream.end().countDown());
    }

    void refuse(int status, int times) {
        refusal = status;
        refusals.set(times);
    }

    void answerPlainly() {
        plain = true;
    }

    void neverAnswer() {
        silent = true;
    }

    /// That stream hears nothing any more.
    void forgetListener(int number) {
        forgotten = number;
    }

    void publishAfter(Duration time) {
        delay = time;
    }

    void buy(int pieces) {
        stock.addAndGet(-pieces);
    }

    int stock() {
        return stock.get();
    }

    int puts() {
        return puts.get();
    }

    int openStreams() {
        say(": still there?\n\n");
        return streams.size();
    }

    List<String> sources() {
        return asked.stream()
                .map(exchange -> exchange.getRemoteAddress().getAddress().getHostAddress())
                .toList();
    }

    /// What came in a header, of the requests that had it.
    List<String> headers(String name) {
        return asked.stream()
                .filter(exchange -> exchange.getRequestHeaders().containsKey(name))
                .map(exchange -> exchange.getRequestHeaders().getFirst(name))
                .toList();
    }

    private void events(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange);
            if (silent) {
                closed.await();
                return;
            }
            if (refusals.getAndDecrement() > 0) {
                exchange.sendResponseHeaders(refusal, -1);
                return;
            }
            exchange.getResponseHeaders()
                    .set("Content-Type", plain ? "text/plain" : "text/event-stream; charset=utf-8");
            exchange.getResponseHeaders()
                    .set("X-Instance-ID", Integer.toString(1 + turn.getAndIncrement() % 2));
            Stream stream = new Stream(exchange.getResponseBody(), new CountDownLatch(1));
            streams.add(stream);
            try {
                exchange.sendResponseHeaders(200, 0);
                stream.out().flush();
                stream.end().await();
            } finally {
                streams.remove(stream);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void products(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                "{\"products\":[{\"id\":1,\"stock\":5},{\"id\":2,\"stock\":" + stock + "}]}");
    }

    private void stock(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            int pieces =
                    new ObjectMapper()
                            .readTree(exchange.getRequestBody().readAllBytes())
                            .get("stock")
                            .asInt();
            stock.set(pieces);
            puts.incrementAndGet();
            LockSupport.parkNanos(delay.toNanos());
            say("event: stock\ndata: {\"product_id\": 2, \"stock\": " + pieces + "}\n\n");
        }
        answer(exchange, "{\"product_id\":2,\"stock\":" + stock + "}");
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        endStreams();
        server.stop(0);
    }
}
