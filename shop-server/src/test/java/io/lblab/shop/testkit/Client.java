package io.lblab.shop.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.awaitility.Awaitility;

/// Speaks to one shop as a program would.
public final class Client {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final MediaType JSON = MediaType.get("application/json");

    private final String base;
    private final OkHttpClient http =
            new OkHttpClient.Builder()
                    .readTimeout(Duration.ofSeconds(60))
                    .retryOnConnectionFailure(false)
                    .build();

    /// What came back.
    public record Answer(int status, Headers headers, String body) {
        public JsonNode json() {
            try {
                return MAPPER.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }

        public String header(String name) {
            return String.valueOf(headers.get(name));
        }
    }

    public Client(int port) {
        this("127.0.0.1", port);
    }

    public Client(String host, int port) {
        this.base = "http://" + host + ":" + port;
    }

    public Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    public Answer get(String path, Map<String, String> headers) {
        return send("GET", path, null, headers);
    }

    public Answer send(String method, String path, String body) {
        return send(method, path, body, Map.of());
    }

    public Answer send(String method, String path, String body, Map<String, String> headers) {
        Request request =
                new Request.Builder()
                        .url(base + path)
                        .headers(Headers.of(headers))
                        .method(method, body == null ? null : RequestBody.create(body, JSON))
                        .build();
        try (Response response = http.newCall(request).execute()) {
            return new Answer(response.code(), response.headers(), response.body().string());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Answer buy(long product, int quantity) {
        return send(
                "POST",
                "/purchase",
                "{\"product_id\":%d,\"quantity\":%d}".formatted(product, quantity));
    }

    public Answer setStock(long product, int stock) {
        return send("PUT", "/stock", "{\"product_id\":%d,\"stock\":%d}".formatted(product, stock));
    }

    public int stock(long product) {
        return get("/debug/stock?product_id=" + product).json().path("db_stock").asInt();
    }

    /// Waits until the database has this stock.
    public void awaitStock(long product, int stock) {
        Awaitility.await("stock " + stock)
                .atMost(Duration.ofSeconds(10))
                .until(() -> stock(product) == stock);
    }

    public Answer buy(long product, int quantity, String idempotencyKey) {
        return send(
                "POST",
                "/purchase",
                "{\"product_id\":%d,\"quantity\":%d}".formatted(product, quantity),
                Map.of("Idempotency-Key", idempotencyKey));
    }

    public String state(long order) {
        return get("/orders/" + order).json().path("state").asText();
    }

    public void awaitState(long order, String state) {
        Awaitility.await("order " + order + " " + state)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> state.equals(state(order)));
    }

    public OkHttpClient http() {
        return http;
    }

    public String base() {
        return base;
    }
}
