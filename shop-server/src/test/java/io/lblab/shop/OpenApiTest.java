package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.OpenApi;
import io.lblab.shop.testkit.Shops;
import io.lblab.shop.testkit.Visitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `/openapi.json` says what this server does, all of it, and nothing else.
@Tag("local")
class OpenApiTest {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final Map<String, String> TOKEN = Map.of("X-Lab-Token", "t");

    @TempDir static Path directory;
    private static Shop shop;
    private static Client client;
    private static OpenApi api;

    @BeforeAll
    static void start() {
        Map<String, String> settings = Shops.settings(directory.resolve("shop.db"));
        settings.put("LAB_TOKEN", "t");
        shop = Shops.start(settings);
        client = new Client(shop.port());
        api = new OpenApi(client.get("/openapi.json").json());
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void everyRouteIsDescribedAndNothingElseIs() {
        Set<String> routes =
                shop.routes().stream()
                        .map(route -> route.method() + " " + route.path().replace("*", "{path}"))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> missing = new TreeSet<>(routes);
        missing.removeAll(api.operations());
        assertThat(missing)
                .as(
                        "add to src/main/resources/openapi.json, to begin with:%n%s",
                        missing.stream().map(OpenApi::stub).collect(Collectors.joining("\n")))
                .isEmpty();
        assertThat(api.operations()).isEqualTo(routes);
    }

    @Test
    void everyOperationHasASummaryAKnownTagAndItsPathsParameters() {
        Set<String> tags = new TreeSet<>();
        api.document().path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
        for (String name : api.operations()) {
            JsonNode operation = api.operation(name);
            assertThat(operation.path("summary").asText()).as(name).isNotEmpty();
            assertThat(tags).as(name).contains(operation.path("tags").path(0).asText());
            List<String> described = new ArrayList<>();
            for (JsonNode each : operation.path("parameters")) {
                JsonNode parameter = api.resolved(each);
                if (parameter.path("in").asText().equals("path")) {
                    assertThat(parameter.path("required").asBoolean()).isTrue();
                    described.add(parameter.path("name").asText());
                }
            }
            List<String> inPath = new ArrayList<>();
            for (Matcher m = PARAMETER.matcher(name); m.find(); ) {
                inPath.add(m.group(1));
            }
            assertThat(described).as(name).isEqualTo(inPath);
        }
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryPartIsUsed() {
        Set<String> references = new TreeSet<>();
        for (JsonNode reference : api.document().findValues("$ref")) {
            references.add(reference.asText());
            assertThat(api.document().at(reference.asText().substring(1)).isObject())
                    .as(reference.asText())
                    .isTrue();
        }
        api.document()
                .path("components")
                .properties()
                .forEach(kind ->
                        kind.getValue()
                                .fieldNames()
                                .forEachRemaining(name -> {
                                    if (!kind.getKey().equals("securitySchemes")) {
                                        assertThat(references)
                                                .contains(
                                                        "#/components/%s/%s"
                                                                .formatted(kind.getKey(), name));
                                    }
                                }));
    }

    @Test
    void everyExampleIsOneOfItsSchema() {
        List<JsonNode> withExample =
                api.document().findParents("example").stream()
                        .filter(node -> node.has("schema"))
                        .toList();
        assertThat(withExample).hasSizeGreaterThan(10);
        for (JsonNode node : withExample) {
            assertThat(api.errors(node.path("schema"), node.path("example").toString()))
                    .as("%s", node)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "GET /health|/health|-|200",
                "GET /health/live|/health/live|-|200",
                "GET /health/ready|/health/ready|-|200",
                "GET /metrics|/metrics|-|200",
                "GET /openapi.json|/openapi.json|-|200",
                "GET /products|/products|-|200",
                "GET /products/{id}|/products/1|-|200",
                "GET /products/{id}|/products/9999|-|404",
                "GET /api/products|/api/products?q=lamp&sort=-price|-|200",
                "GET /stock|/stock|-|200",
                "GET /stock|/stock?product_id=9999|-|404",
                "PUT /stock|/stock|{\"product_id\":4,\"stock\":40}|200",
                "PUT /stock|/stock|{\"product_id\":4,\"stock\":-1}|400",
                "PUT /stock|/stock|{\"product_id\":9999,\"stock\":1}|404",
                "GET /debug/stock|/debug/stock?product_id=2|-|200",
                "GET /debug/stock|/debug/stock?product_id=x|-|404",
                "DELETE /debug/cache|/debug/cache?product_id=2|-|200",
                "POST /purchase|/purchase|{\"product_id\":1,\"quantity\":1}|200",
                "POST /purchase|/purchase|{\"product_id\":9999,\"quantity\":1}|400",
                "POST /purchase|/purchase|{\"product_id\":1,\"quantity\":0}|400",
                "POST /purchase|/purchase|{\"product_id\":1,\"quantity\":100000}|400",
                "GET /orders/{id}|/orders/9999|-|404",
                "GET /orders/{id}/events|/orders/9999/events|-|404",
                "GET /api/cart|/api/cart|-|200",
                "POST /api/cart|/api/cart|{\"product_id\":1,\"quantity\":2}|200",
                "POST /api/cart|/api/cart|{\"product_id\":1,\"quantity\":1000}|400",
                "POST /api/cart|/api/cart|{\"product_id\":9999,\"quantity\":1}|404",
                "PUT /api/cart/{product}|/api/cart/1|{\"quantity\":3}|200",
                "PUT /api/cart/{product}|/api/cart/1|{\"quantity\":-1}|400",
                "DELETE /api/cart/{product}|/api/cart/1|-|200",
                "DELETE /api/cart|/api/cart|-|200",
                "GET /lab/behaviour|/lab/behaviour|-|200",
                "PUT /lab/behaviour|/lab/behaviour|{\"latency\":{\"kind\":\"normal\",\"mean_ms\":1,\"sd_ms\":1}}|200",
                "PUT /lab/behaviour|/lab/behaviour|{\"ready\":1}|400",
                "DELETE /lab/behaviour|/lab/behaviour|-|200",
                "GET /lab/consistency|/lab/consistency|-|200",
                "GET /|/|-|200",
                "GET /shop|/shop?q=lamp|-|200",
                "GET /product/{id}|/product/1|-|200",
                "GET /cart|/cart|-|200",
                "GET /api|/api|-|200",
            })
    void answersAreAsDescribed(String operation, String path, String body, int status) {
        Client.Answer answer = client.send(OpenApi.method(operation), path, body, TOKEN);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        api.check(operation, answer);
    }

    @Test
    void answersThatNeedMoreThanOneRequestAreAsDescribedToo() {
        client.setStock(7, 1);
        api.check("POST /purchase", client.buy(7, 2));
        client.setStock(7, 0);
        api.check("POST /purchase", client.buy(7, 1));
        Map<String, String> key = Map.of("Idempotency-Key", "once");
        String one = "{\"product_id\":1,\"quantity\":1}";
        Client.Answer bought = client.send("POST", "/purchase", one, key);
        api.check("POST /purchase", bought);
        api.check("POST /purchase", client.send("POST", "/purchase", one.replace("1}", "2}"), key));
        api.check(
                "GET /orders/{id}",
                client.get("/orders/" + bought.json().path("order_id").asInt()));
        api.check("GET /lab/behaviour", client.get("/lab/behaviour"));
        client.send("PUT", "/lab/behaviour", "{\"ready\":false}", TOKEN);
        api.check("GET /health/ready", client.get("/health/ready"));
        client.send("DELETE", "/lab/behaviour", null, TOKEN);

        Visitor visitor = new Visitor(shop.port());
        visitor.json("POST", "/api/cart", one);
        Client.Answer cart = visitor.json("GET", "/api/cart", null);
        assertThat(cart.json().path("lines")).hasSize(1);
        api.check("GET /api/cart", cart);
    }

    @Test
    void answerOfAnotherShapeWouldBeNoticed() {
        JsonNode schema = api.document().at("/components/schemas/Product");
        assertThat(api.errors(schema, "{\"id\":1}")).isNotEmpty();
        assertThat(
                        api.errors(
                                schema,
                                "{\"id\":1,\"name\":\"x\",\"stock\":1,\"price\":\"9.99\",\"image_url\":\"\"}"))
                .isNotEmpty();
    }
}
