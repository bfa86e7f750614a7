package io.lblab.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the guide promises of the balanced shop, seen on a real engine.
@Tag("docker")
@ExtendWith(SharedComposeLab.class)
class BalancedShopTest {

    private final ComposeLab lab;

    BalancedShopTest(ComposeLab lab) {
        this.lab = lab;
    }

    @Test
    void tenHealthChecksAlternateAndTheHeadersAgree() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            HttpResponse<String> response = lab.head("/health");
            assertThat(response.statusCode()).isEqualTo(200);
            ids.add(agreedInstance(response));
        }
        assertThat(ids).startsWith(ids.get(0), ids.get(1));
        for (int i = 2; i < 10; i++) {
            assertThat(ids.get(i)).isEqualTo(ids.get(i - 2));
        }
        assertThat(ids.subList(0, 2)).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void aStaticFileIsCachedBySecondRequest() throws Exception {
        JsonNode products = new ObjectMapper().readTree(lab.get("/products").body());
        String file = products.at("/products/0/image_url").asText();
        lab.get(file);

        HttpResponse<String> second = lab.get(file);

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().firstValue("X-Cache-Status")).contains("HIT");
    }

    @Test
    void eachInstanceLogsItsNumber() throws Exception {
        lab.get("/products");
        lab.get("/products");

        assertThat(ComposeLab.run("docker", "logs", lab.container("app1")))
                .contains("[Instance 1] GET /products 200");
        assertThat(ComposeLab.run("docker", "logs", lab.container("app2")))
                .contains("[Instance 2] GET /products 200");
    }

    @Test
    void nginxLogsEachRequestAsJson() throws Exception {
        lab.get("/products?marked=in-the-log");

        String log = ComposeLab.run("docker", "logs", lab.container("nginx"));
        String line =
                log.lines().filter(l -> l.contains("marked=in-the-log")).findFirst().orElseThrow();
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.path("upstream_addr").asText())
                .isIn(lab.site().instanceAddresses().values());
        assertThat(json.path("upstream_status").asText()).isEqualTo("200");
        assertThat(json.path("request_time").asDouble()).isLessThan(5);
    }

    @Test
    void aSubscriberInRedisSeesAStockChange() throws Exception {
        Process subscriber =
                new ProcessBuilder(
                                "docker",
                                "exec",
                                lab.container("redis"),
                                "redis-cli",
                                "SUBSCRIBE",
                                "stock-updates")
                        .redirectErrorStream(true)
                        .start();
        try (BufferedReader said = subscriber.inputReader()) {
            assertThat(readUntil(said, "1")).contains("subscribe", "stock-updates");

            assertThat(lab.put("/stock", "{\"product_id\":3,\"stock\":71}").statusCode())
                    .isEqualTo(200);

            String message = readUntil(said, "{");
            JsonNode change = new ObjectMapper().readTree(message.substring(message.indexOf('{')));
            assertThat(change.path("product_id").asInt()).isEqualTo(3);
            assertThat(change.path("stock").asInt()).isEqualTo(71);
        } finally {
            subscriber.destroy();
            subscriber.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void headersStillMatchAfterBothInstancesStartedInReverseOrder() throws Exception {
        lab.stack.stopService("app1");
        lab.stack.stopService("app2");
        lab.stack.startService("app2");
        lab.stack.startService("app1");
        // What failed while both were down is forgotten with a reload.
        assertThat(lab.stack.nginx().reload().succeeded()).isTrue();

        List<String> seen = new ArrayList<>();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    seen.add(agreedInstance(lab.head("/health")));
                    assertThat(seen).contains("1", "2");
                });
    }

    @Test
    void aForgedClientAddressFromAnotherContainerChangesNothing() throws Exception {
        String forged = "203.0.113.7";
        String script =
                "exec 3<>/dev/tcp/%s/80; printf 'GET /lab/nginx/whoami HTTP/1.0\\r\\nX-Forwarded-For: %s\\r\\n\\r\\n' >&3; cat <&3"
                        .formatted("nginx", forged);

        String fromContainer =
                ComposeLab.run("docker", "exec", lab.container("app1"), "bash", "-c", script);
        String fromLab = lab.get("/lab/nginx/whoami", "X-Forwarded-For", forged).body();

        assertThat(fromContainer)
                .doesNotContain(forged)
                .contains(lab.site().instanceAddresses().get("app1").replace(":8000", ""));
        assertThat(new ObjectMapper().readTree(fromLab).path("remote_addr").asText())
                .isEqualTo(forged);
    }

    @Test
    void anInstanceIsReachedPastTheBalancerOnlyWithTheToken() throws Exception {
        String path = "/lab/instance/2/health";

        assertThat(lab.get(path).statusCode()).isEqualTo(403);
        HttpResponse<String> allowed = lab.get(path, "X-Lab-Token", lab.site().token());
        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(allowed.headers().firstValue("X-Instance-ID")).contains("2");
    }

    /// The instance that answered, if both headers say the same.
    private static String agreedInstance(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        String id = response.headers().firstValue("X-Instance-ID").orElseThrow();
        assertThat(response.headers().firstValue("X-Served-By")).contains("app" + id + ":8000");
        return id;
    }

    private static String readUntil(BufferedReader said, String token) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            text.append(line).append('\n');
            if (line.contains(token)) {
                return text.toString();
            }
        }
        throw new AssertionError("ended without " + token + ": " + text);
    }
}
