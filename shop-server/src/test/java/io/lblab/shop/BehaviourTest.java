package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.Client.Answer;
import io.lblab.shop.testkit.EventStream;
import io.lblab.shop.testkit.Shops;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `/lab/behaviour` over HTTP, and what it does to a shop.
@Tag("local")
class BehaviourTest {
    private static final String NORMAL =
            "{\"latency\":null,\"error_rate\":0.0,\"error_status\":500,\"max_concurrent\":null,"
                    + "\"ready\":true,\"burn\":{\"cpu\":0.0,\"memory_mb\":0}}";
    private static final Map<String, String> TOKEN = Map.of("X-Lab-Token", "open-sesame");

    @TempDir static Path directory;
    private static Shop shop;
    private static Client client;

    @BeforeAll
    static void start() {
        Map<String, String> settings = Shops.settings(directory.resolve("shop.db"));
        settings.put("LAB_TOKEN", "open-sesame");
        shop = Shops.start(settings);
        client = new Client(shop.port());
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @AfterEach
    void reset() {
        assertThat(client.send("DELETE", "/lab/behaviour", null, TOKEN).body()).isEqualTo(NORMAL);
    }

    @Test
    void withoutATokenSetThereIsNoSuchThing() {
        try (Shop plain = Shops.start(Shops.settings(directory.resolve("plain.db")))) {
            for (String method : List.of("GET", "PUT", "DELETE")) {
                Answer answer =
                        new Client(plain.port())
                                .send(
                                        method,
                                        "/lab/behaviour",
                                        method.equals("PUT") ? "{}" : null,
                                        TOKEN);
                assertThat(answer.status()).isEqualTo(404);
                assertThat(answer.body()).isEqualTo("{\"error\":\"not_found\"}");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void withoutTheTokenNothingIsShownOrChanged(String method) {
        String body = method.equals("PUT") ? "{\"error_rate\":1}" : null;
        assertThat(client.send(method, "/lab/behaviour", body).status()).isEqualTo(403);
        for (String wrong : List.of("open-sesam", "open-sesame2", "x")) {
            Answer answer =
                    client.send(method, "/lab/behaviour", body, Map.of("X-Lab-Token", wrong));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"error\":\"forbidden\",\"reason\":\"the header X-Lab-Token is not"
                                    + " what LAB_TOKEN is\"}");
        }
        assertThat(show()).isEqualTo(NORMAL);
    }

    @Test
    void behaviourIsReplacedAndShown() {
        String set =
                "{\"latency\":{\"kind\":\"normal\",\"mean_ms\":2,\"sd_ms\":1},\"error_rate\":0.5,"
                        + "\"error_status\":503,\"max_concurrent\":7,\"ready\":true,"
                        + "\"burn\":{\"cpu\":0.1,\"memory_mb\":1}}";
        assertThat(put(set).body()).isEqualTo(set);
        assertThat(show()).isEqualTo(set);
        put("{\"max_concurrent\":8}");
        assertThat(show())
                .isEqualTo(NORMAL.replace("\"max_concurrent\":null", "\"max_concurrent\":8"));
    }

    @Test
    void whatCannotBeSetIsExplainedAndChangesNothing() {
        put("{\"max_concurrent\":9}");
        String before = show();
        for (String body : List.of("{\"error_rate\":2}", "[1]", "", "{", "{\"a\":1,\"a\":1}")) {
            Answer answer = put(body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.json().path("error").asText()).isEqualTo("invalid_behaviour");
            assertThat(answer.json().path("reason").asText()).isNotEmpty();
        }
        assertThat(put("{\"error_rate\":2}").json().path("reason").asText())
                .isEqualTo("error_rate is 2: allowed is a number from 0 to 1");
        assertThat(show()).isEqualTo(before);
    }

    @Test
    void errorsAreInjectedEverywhereButWhereTheInstanceIsWatched() {
        put("{\"error_rate\":1,\"error_status\":599}");
        for (String path : List.of("/", "/products", "/static/shop.css", "/events", "/nowhere")) {
            Answer answer = client.get(path, Map.of("Accept", "text/html"));
            assertThat(answer.status()).as(path).isEqualTo(599);
            assertThat(answer.body()).isEqualTo("{\"error\":\"injected\"}");
            assertThat(answer.header("Content-Type")).isEqualTo("application/json");
            assertThat(answer.header("X-Instance-ID")).isEqualTo("1");
        }
        assertThat(client.buy(1, 1).status()).isEqualTo(599);
        assertThat(client.send("DELETE", "/products", null).status()).isEqualTo(599);
        for (String path : List.of("/health", "/health/live", "/health/ready")) {
            assertThat(client.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(client.get("/metrics").body())
                .contains(
                        "http_requests_total{endpoint=\"/products\",method=\"GET\",status=\"599\"}")
                .contains("http_requests_total{endpoint=\"other\",method=\"GET\",status=\"599\"}");
    }

    @Test
    void latencyHoldsUpEachRequestAndAllAtTheSameTime() throws Exception {
        put("{\"latency\":{\"kind\":\"fixed\",\"ms\":1000}}");
        long begun = System.nanoTime();
        assertThat(all(400, () -> client.get("/products/1")))
                .allMatch(answer -> answer.status() == 200);
        // One after another, or on as many threads as there are processors, it would be minutes.
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
    }

    @Test
    void oneMoreThanTheLimitIsRefusedAtOnce() throws Exception {
        put("{\"latency\":{\"kind\":\"fixed\",\"ms\":1500},\"max_concurrent\":3}");
        List<Answer> answers = all(10, () -> client.get("/products/1"));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(3);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 503)
                .hasSize(7)
                .allMatch(answer -> answer.body().equals("{\"error\":\"concurrency_limit\"}"));
    }

    @Test
    void whoAsksOneAfterAnotherIsNeverTooMany() {
        put("{\"max_concurrent\":1}");
        for (int i = 0; i < 200; i++) {
            assertThat(client.get("/products/1").status()).isEqualTo(200);
            assertThat(client.get("/nowhere").status()).isEqualTo(404);
        }
    }

    @Test
    void openEventStreamTakesNoPlaceOfOthers() {
        put("{\"max_concurrent\":1}");
        try (EventStream first = new EventStream(client);
                EventStream second = new EventStream(client)) {
            client.setStock(8, 33);
            first.awaitLine("data: {\"product_id\":8,\"stock\":33}");
            second.awaitLine("data: {\"product_id\":8,\"stock\":33}");
        }
    }

    @Test
    void readinessIsSwitchedOffAndOnAgain() {
        assertThat(client.get("/health/ready").body())
                .isEqualTo(
                        "{\"status\":\"ready\",\"checks\":{\"database\":\"ok\",\"redis\":"
                                + "\"in-process\",\"kafka\":\"in-process\"}}");
        put("{\"ready\":false}");
        Answer off = client.get("/health/ready");
        assertThat(off.status()).isEqualTo(503);
        assertThat(off.json().path("reason").asText())
                .isEqualTo("set to not ready by /lab/behaviour");
        assertThat(client.get("/health/live").status()).isEqualTo(200);
        put("{}");
        assertThat(client.get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void burntMemoryIsSeenInTheMetrics() {
        double before = residentMb();
        put("{\"burn\":{\"memory_mb\":300}}");
        Awaitility.await("300 MB more").until(() -> residentMb() > before + 250);
    }

    private static double residentMb() {
        return client.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("process_resident_memory_bytes "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))) / 1e6)
                .findFirst()
                .orElseThrow();
    }

    private static String show() {
        return client.get("/lab/behaviour", TOKEN).body();
    }

    private static Answer put(String body) {
        return client.send("PUT", "/lab/behaviour", body, TOKEN);
    }

    private static List<Answer> all(int count, Callable<Answer> request) throws Exception {
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> sent = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                sent.add(threads.submit(request));
            }
            for (Future<Answer> answer : sent) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
