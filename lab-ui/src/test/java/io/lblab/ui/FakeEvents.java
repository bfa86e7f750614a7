package io.lblab.ui;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// The shop's event stream and its one product, for tests of the window.
final class FakeEvents {

    static final int STOCK = 50;

    private final List<OutputStream> streams = new CopyOnWriteArrayList<>();
    private final AtomicInteger stock = new AtomicInteger(STOCK);
    private final CountDownLatch closed = new CountDownLatch(1);

    int stock() {
        return stock.get();
    }

    int streams() {
        return streams.size();
    }

    /// Keeps a stream open until the end.
    ///
    /// @param instance who holds it, by `X-Instance-ID`
    void hold(HttpExchange exchange, String instance) throws IOException {
        OutputStream out = exchange.getResponseBody();
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.getResponseHeaders().set("X-Instance-ID", instance);
            exchange.sendResponseHeaders(200, 0);
            out.flush();
            streams.add(out);
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            streams.remove(out);
        }
    }

    /// What an instance answers to `/products`, and to `/stock` once it is told.
    String products() {
        return "{\"products\":[{\"id\":1,\"stock\":" + stock + "}]}";
    }

    /// Takes a new stock and tells everybody.
    String stock(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            stock.set(new ObjectMapper().readTree(body).get("stock").asInt());
            say("event: stock\ndata: {\"product_id\": 1, \"stock\": " + stock + "}\n\n");
        }
        return "{\"product_id\":1,\"stock\":" + stock + "}";
    }

    private void say(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        streams.removeIf(out -> !isSaid(bytes, out));
    }

    private static boolean isSaid(byte[] bytes, OutputStream out) {
        synchronized (out) {
            try {
                out.write(bytes);
                out.flush();
                return true;
            } catch (IOException gone) {
                return false;
            }
        }
    }

    void close() {
        closed.countDown();
    }
}
