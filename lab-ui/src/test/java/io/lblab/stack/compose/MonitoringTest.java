package io.lblab.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lblab.stack.Service;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Prometheus scrapes the running stack, and every panel of the Grafana dashboard has data there.
/// Grafana itself is not needed for that, and is not shown by it.
@Tag("docker")
@ExtendWith(SharedComposeLab.class)
class MonitoringTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path DASHBOARD =
            ComposeLab.DIST.resolve("compose/monitoring/grafana/dashboards/load-balancing.json");
    private static final Duration A_FEW_SCRAPES = Duration.ofSeconds(60);

    private final ComposeLab lab;

    MonitoringTest(ComposeLab lab) {
        this.lab = lab;
    }

    @Test
    void prometheusReachesBothInstances() {
        await().atMost(A_FEW_SCRAPES)
                .untilAsserted(() -> {
                    Map<String, String> up = new TreeMap<>();
                    for (JsonNode result : query("up{job=\"shop\"}")) {
                        up.put(
                                result.at("/metric/instance").asText(),
                                result.at("/value/1").asText());
                    }
                    assertThat(up).isEqualTo(Map.of("app1:8000", "1", "app2:8000", "1"));
                });
    }

    @Test
    void everyPanelOfTheDashboardHasData() throws Exception {
        List<String> queries = queries();
        assertThat(queries).hasSizeGreaterThan(10);

        await().atMost(A_FEW_SCRAPES)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    for (int i = 0; i < 20; i++) {
                        lab.get("/products");
                    }
                    for (String query : queries) {
                        assertThat(numbers(query)).as(query).isNotEmpty();
                    }
                });
    }

    @Test
    void bothInstancesHaveAShareOfTheRequests() {
        String share = queriesOf("Share of requests").findFirst().orElseThrow();

        await().atMost(A_FEW_SCRAPES)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    for (int i = 0; i < 20; i++) {
                        lab.get("/products");
                    }
                    List<Double> shares = numbers(share);
                    assertThat(shares).hasSize(2).allMatch(part -> part > 0.1);
                    assertThat(shares.stream().mapToDouble(Double::doubleValue).sum())
                            .isBetween(0.999, 1.001);
                });
    }

    /// What each panel asks, except those that say they need cAdvisor.
    private static List<String> queries() throws Exception {
        List<String> queries = new ArrayList<>();
        for (JsonNode panel : JSON.readTree(DASHBOARD.toFile()).path("panels")) {
            if (!panel.path("title").asText().contains("cAdvisor")) {
                panel.path("targets").forEach(t -> queries.add(t.path("expr").asText()));
            }
        }
        return queries;
    }

    private static java.util.stream.Stream<String> queriesOf(String title) {
        try {
            List<String> queries = new ArrayList<>();
            for (JsonNode panel : JSON.readTree(DASHBOARD.toFile()).path("panels")) {
                if (panel.path("title").asText().equals(title)) {
                    panel.path("targets").forEach(t -> queries.add(t.path("expr").asText()));
                }
            }
            return queries.stream();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<Double> numbers(String query) throws Exception {
        List<Double> numbers = new ArrayList<>();
        for (JsonNode result : query(query)) {
            double number = Double.parseDouble(result.at("/value/1").asText());
            if (!Double.isNaN(number)) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private JsonNode query(String expression) throws Exception {
        Service prometheus =
                lab.stack.services().stream()
                        .filter(service -> service.name().equals("prometheus"))
                        .findFirst()
                        .orElseThrow();
        URI uri =
                URI.create(
                        "http://"
                                + prometheus.endpoints().getFirst()
                                + "/api/v1/query?query="
                                + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        HttpResponse<String> response =
                lab.http.send(
                        HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body()).at("/data/result");
    }
}
