package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.Client.Answer;
import io.lblab.shop.testkit.EventStream;
import io.lblab.shop.testkit.Shops;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The wire contract over HTTP, on one shop that stands alone.
@Tag("local")
class WireContractTest {
    private static final String WIDGET_PICTURE = "/static/img/products/widget-0.svg";

    @TempDir static Path directory;
    private static Shop shop;
    private static Client client;

    @BeforeAll
    static void start() {
        shop = Shops.start(Shops.settings(directory.resolve("shop.db")));
        client = new Client(shop.port());
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void healthIsOk() {
        assertThat(client.get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
    }

    @Test
    void productsAreListedWithTheirFiveMembers() {
        JsonNode products = client.get("/products").json().path("products");

        assertThat(products).hasSize(291);
        assertThat(products.get(1).toString())
                .isEqualTo(
                        "{\"id\":2,\"name\":\"Gadget\",\"stock\":50,\"price\":14.99,\"image_url\":"
                                + "\"/static/img/products/gadget-1.svg\"}");
    }

    @Test
    void stockIsReadAndSetEverywhere() {
        assertThat(client.setStock(1, 42).body()).isEqualTo("{\"product_id\":1,\"stock\":42}");

        String product =
                "{\"id\":1,\"name\":\"Widget\",\"stock\":42,\"price\":9.99,\"image_url\":\"%s\"}"
                        .formatted(WIDGET_PICTURE);
        assertThat(client.get("/products/1").body())
                .isEqualTo("{\"product\":%s,\"stock\":42}".formatted(product));
        String stock =
                "{\"product_id\":1,\"name\":\"Widget\",\"stock\":42,\"price\":9.99,\"image_url\":\"%s\"}"
                        .formatted(WIDGET_PICTURE);
        assertThat(client.get("/stock").body()).isEqualTo(stock);
        assertThat(client.get("/stock?product_id=1").body()).isEqualTo(stock);
        assertThat(client.get("/products").json().path("products").get(0).path("stock").asInt())
                .isEqualTo(42);
        assertThat(client.get("/debug/stock?product_id=1").body())
                .isEqualTo("{\"product_id\":1,\"db_stock\":42,\"redis_stock\":42}");
        assertThat(client.send("DELETE", "/debug/cache?product_id=1", null).body())
                .isEqualTo("{\"product_id\":1,\"deleted\":2}");
        assertThat(client.get("/debug/stock?product_id=1").body())
                .isEqualTo("{\"product_id\":1,\"db_stock\":42,\"redis_stock\":null}");
        assertThat(client.get("/stock").body()).isEqualTo(stock);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/products/9999",
                "/products/x",
                "/stock?product_id=9999",
                "/stock?product_id=x",
                "/debug/stock?product_id=9999"
            })
    void unknownProductIsNotFound(String path) {
        Answer answer = client.get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"error\":\"product_not_found\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"product_id\":9999,\"stock\":1}|404|product_not_found",
                "{\"product_id\":1,\"stock\":-1}|400|invalid_stock",
                "{\"product_id\":1,\"stock\":1.5}|400|invalid_stock",
                "{\"product_id\":1}|400|invalid_stock",
                "nonsense|400|invalid_request"
            })
    void unusableStockIsRefused(String body, int status, String error) {
        Answer answer = client.send("PUT", "/stock", body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("{\"error\":\"" + error + "\"}");
    }

    @Test
    void purchaseIsPaidAndTakesItsPieces() {
        client.setStock(4, 10);
        Answer answer = client.buy(4, 3);

        assertThat(answer.status()).isEqualTo(200);
        long order = answer.json().path("order_id").asLong();
        assertThat(answer.body()).isEqualTo("{\"ok\":true,\"order_id\":" + order + "}");
        client.awaitState(order, "paid");
        assertThat(client.stock(4)).isEqualTo(7);
    }

    @Test
    void purchaseOfMoreThanThereIsSaysWhatThereIs() {
        client.setStock(5, 2);
        assertThat(client.buy(5, 3).body())
                .isEqualTo("{\"ok\":false,\"error\":\"insufficient_stock\",\"available\":2}");
        client.setStock(5, 0);
        assertThat(client.buy(5, 1).body()).isEqualTo("{\"ok\":false,\"error\":\"out_of_stock\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"product_id\":9999,\"quantity\":1}|product_not_found",
                "{\"product_id\":\"1\",\"quantity\":1}|product_not_found",
                "{\"product_id\":1,\"quantity\":0}|invalid_quantity",
                "{\"product_id\":1,\"quantity\":-5}|invalid_quantity",
                "{\"product_id\":1,\"quantity\":1.5}|invalid_quantity",
                "{\"product_id\":1,\"quantity\":\"2\"}|invalid_quantity",
                "{\"product_id\":1,\"quantity\":99999999999}|invalid_quantity",
                "{\"product_id\":1}|invalid_quantity",
                "[]|invalid_quantity",
                "nonsense|invalid_quantity"
            })
    void unusablePurchaseIsRefused(String body, String error) {
        Answer answer = client.send("POST", "/purchase", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"ok\":false,\"error\":\"" + error + "\"}");
    }

    @Test
    void eventsBringChangesInOrder() {
        try (EventStream events = new EventStream(client)) {
            assertThat(events.headers().get("Content-Type")).isEqualTo("text/event-stream");
            assertThat(events.headers().get("Cache-Control")).isEqualTo("no-cache");
            assertThat(events.headers().get("X-Accel-Buffering")).isEqualTo("no");
            assertThat(events.headers().get("X-Instance-ID")).isEqualTo("1");
            assertThat(events.lines().getFirst()).isEqualTo("retry: 3000");

            for (int stock = 20; stock > 0; stock--) {
                client.setStock(6, stock);
            }
            events.awaitLine("data: {\"product_id\":6,\"stock\":1}");
            assertThat(events.lines().stream().filter(l -> l.contains("\"product_id\":6")).toList())
                    .hasSize(20)
                    .isSortedAccordingTo(
                            Comparator.comparingInt((String l) ->
                                    -Integer.parseInt(l.replaceAll(".*stock\":|}", ""))));
        }
    }

    @Test
    void staticFilesMayBeCachedForAnHourByAnybody() {
        for (String path : List.of("/static/shop.css", "/static/shop.js", WIDGET_PICTURE)) {
            Answer answer = client.get(path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=3600");
            assertThat(answer.headers().names())
                    .doesNotContain("Set-Cookie", "Vary", "Expires", "Pragma");
            Answer again = client.get(path, Map.of("If-None-Match", answer.header("ETag")));
            assertThat(again.status()).isEqualTo(304);
        }
        assertThat(client.get("/static/nothing.css").status()).isEqualTo(404);
        assertThat(client.get("/static/..%2fdb/migration/V1__shop.sql").status()).isEqualTo(404);
    }

    @Test
    void metricsHaveTheNamesOfTheContractAndBoundedLabels() {
        client.get("/products/1");
        client.get("/product/7");
        client.get("/static/shop.css");
        client.get("/who/knows/" + System.nanoTime());
        client.send("BREW", "/health", null);
        String metrics = client.get("/metrics").body();

        assertThat(metrics)
                .contains(
                        "http_requests_total{endpoint=\"/products/<id>\",method=\"GET\",status=\"200\"}")
                .contains(
                        "http_requests_total{endpoint=\"/product/<id>\",method=\"GET\",status=\"200\"}")
                .contains(
                        "http_requests_total{endpoint=\"/static/*\",method=\"GET\",status=\"200\"}")
                .contains("http_requests_total{endpoint=\"other\",method=\"GET\",status=\"404\"}")
                .contains("method=\"other\"")
                .containsPattern("(?m)^process_cpu_seconds_total [0-9.]+")
                .containsPattern("(?m)^process_resident_memory_bytes [0-9.E]+")
                .contains("jvm_memory_used_bytes")
                .doesNotContain("knows", "BREW");
        assertThat(
                        metrics.lines()
                                .filter(l ->
                                        l.startsWith(
                                                "http_request_duration_seconds_bucket{endpoint=\"/products/<id>\""))
                                .map(l -> l.replaceAll(".*le=\"|\".*", "")))
                .containsExactly(
                        "0.005", "0.01", "0.025", "0.05", "0.075", "0.1", "0.25", "0.5", "0.75",
                        "1.0", "2.5", "5.0", "7.5", "10.0", "+Inf");
    }

    @Test
    void pagesArePagesAndUnknownOnesToo() {
        assertThat(client.get("/").body()).contains("instance <b id=\"instance-id\">1</b>");
        assertThat(client.get("/shop").body())
                .contains("id=\"products-grid\"")
                .contains("class=\"stock-value\" data-product-id=\"291\"");
        assertThat(client.get("/product/2").body())
                .contains("<meta name=\"product-id\" content=\"2\">")
                .contains("id=\"product-name\"")
                .contains("id=\"product-price\"")
                .contains("id=\"product-stock\"")
                .contains("id=\"purchase-form\"")
                .contains("id=\"quantity\"")
                .contains("id=\"result\"");
        Answer unknown = client.get("/product/9999");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.header("Content-Type")).startsWith("text/html");
        Answer nowhere = client.get("/nowhere", Map.of("Accept", "text/html"));
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.body()).contains("nothing on this shelf");
        assertThat(client.get("/nowhere").body()).isEqualTo("{\"error\":\"not_found\"}");
    }

    @Test
    void noPageAsksAnybodyElseForAnything() {
        for (String page :
                List.of("/", "/shop", "/product/1", "/static/shop.css", "/static/shop.js")) {
            assertThat(client.get(page).body().replace("http://www.w3.org/2000/svg", ""))
                    .as(page)
                    .doesNotContain("http://", "https://", "@import", "src=\"//");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/products",
                "/products/1",
                "/stock",
                "/debug/stock",
                "/events",
                "/metrics",
                "/",
                "/shop",
                "/product/1",
                "/static/shop.css",
                "/orders/9999",
                "/nowhere",
                "/product/9999"
            })
    void headAnswersWithTheHeadersOfGet(String path) {
        Answer head = client.send("HEAD", path, null);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("X-Instance-ID")).isEqualTo("1");
        if (path.equals("/events")) {
            assertThat(head.header("Content-Type")).isEqualTo("text/event-stream");
            return;
        }
        Answer get = client.get(path);
        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        if (!path.equals("/metrics")) {
            assertThat(head.header("Content-Length"))
                    .isEqualTo(
                            Integer.toString(get.body().getBytes(StandardCharsets.UTF_8).length));
        }
    }
}
