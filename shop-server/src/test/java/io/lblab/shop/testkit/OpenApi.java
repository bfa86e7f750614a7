package io.lblab.shop.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.lblab.shop.testkit.Client.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A server's OpenAPI document, and whether answers are as it says.
public final class OpenApi {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode document;
    private final SchemaRegistry schemas =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    public OpenApi(JsonNode document) {
        this.document = document;
    }

    public JsonNode document() {
        return document;
    }

    /// All of them, for example `GET /products/{id}`.
    public Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .fieldNames()
                                .forEachRemaining(method -> {
                                    assertThat(METHODS).contains(method);
                                    operations.add(
                                            method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                                }));
        return operations;
    }

    /// Of an operation's name.
    public static String method(String operation) {
        return operation.substring(0, operation.indexOf(' '));
    }

    public JsonNode operation(String name) {
        JsonNode operation =
                document.path("paths").path(path(name)).path(method(name).toLowerCase(Locale.ROOT));
        assertThat(operation.isObject()).as(name).isTrue();
        return operation;
    }

    /// Fails when the operation has no such answer, or describes it differently. An answer that is
    /// described under `default` only counts as not described.
    public void check(String operation, Answer answer) {
        String status = Integer.toString(answer.status());
        JsonNode response = resolved(operation(operation).path("responses").path(status));
        assertThat(response.isObject())
                .as("%s describes %s: %s", operation, status, answer.body())
                .isTrue();
        String type = answer.header("Content-Type").replaceAll(";.*", "");
        JsonNode content = response.path("content").path(type);
        assertThat(content.isObject()).as("%s %s as %s", operation, status, type).isTrue();
        String body =
                type.equals("application/json")
                        ? answer.body()
                        : MAPPER.valueToTree(answer.body()).toString(); // text is a string
        assertThat(errors(content.path("schema"), body))
                .as("%s %s: %s", operation, status, answer.body())
                .isEmpty();
    }

    /// What is wrong with some JSON, by a schema of the document.
    public List<String> errors(JsonNode schema, String json) {
        ObjectNode whole = MAPPER.createObjectNode();
        whole.set("components", document.path("components"));
        whole.set("allOf", MAPPER.valueToTree(List.of(schema)));
        return schemas
                .getSchema(whole.toString(), InputFormat.JSON)
                .validate(json, InputFormat.JSON)
                .stream()
                .map(Error::toString)
                .toList();
    }

    /// The node, or what its `$ref` points to.
    public JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    private static String path(String operation) {
        return operation.substring(operation.indexOf(' ') + 1);
    }

    /// Something to begin with for a route that is not described.
    public static String stub(String operation) {
        String method = method(operation).toLowerCase(Locale.ROOT);
        return "\"%s\": {\"%s\": %s}"
                .formatted(
                        path(operation),
                        method,
                        MAPPER.valueToTree(
                                Map.of(
                                        "tags", List.of("pages"),
                                        "summary", "…",
                                        "responses",
                                                Map.of(
                                                        method.equals("get") ? "200" : "303",
                                                        Map.of(
                                                                "$ref",
                                                                "#/components/responses/"
                                                                        + (method.equals("get")
                                                                                ? "Page"
                                                                                : "SeeOther")),
                                                        "default",
                                                        Map.of(
                                                                "$ref",
                                                                "#/components/responses/Problem")))));
    }
}
