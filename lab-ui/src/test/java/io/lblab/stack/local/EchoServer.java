package io.lblab.stack.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A small HTTP server that says who it is: the body is what was asked, as it arrived.
final class EchoServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    EchoServer(Endpoint at, String instanceId) throws IOException {
        server = HttpServer.create(at.address(), 1024);
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().set("X-Instance-ID", instanceId);
                    exchange.getResponseHeaders().set("X-Seen-Host", host(exchange));
                    exchange.getResponseHeaders()
                            .set("X-Seen-Client", header(exchange, "X-Forwarded-For"));
                    answer(exchange);
                });
        server.createContext("/events", exchange -> keepOpen(exchange, instanceId));
        server.start();
    }

    /// An event stream that says hello and stays until its client or this server ends.
    private static void keepOpen(HttpExchange exchange, String instanceId) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("X-Instance-ID", instanceId);
        exchange.sendResponseHeaders(200, 0);
        try (exchange;
                OutputStream body = exchange.getResponseBody()) {
            while (!Thread.currentThread().isInterrupted()) {
                body.write(": here\n\n".getBytes(StandardCharsets.UTF_8));
                body.flush();
                Thread.sleep(1_000); // between two signs of life, as a stream has them
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] body =
                (exchange.getRequestMethod() + " " + exchange.getRequestURI())
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static String host(HttpExchange exchange) {
        return header(exchange, "Host");
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
