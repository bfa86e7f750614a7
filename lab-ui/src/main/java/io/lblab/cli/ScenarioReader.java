package io.lblab.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lblab.forecast.InvalidScenarioException;
import io.lblab.forecast.PlannedRequest;
import io.lblab.forecast.Scenario;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the requests of `lab forecast`.
final class ScenarioReader {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();
    private static final Set<String> MEMBERS = Set.of("workers", "requests", "seed");
    private static final Set<String> REQUEST_MEMBERS =
            Set.of("client", "key", "at", "duration", "worker", "down");
    private static final BigDecimal LATEST = BigDecimal.valueOf(1_000_000_000);

    private ScenarioReader() {}

    /// The scenario of a text in JSON.
    ///
    /// @throws InvalidScenarioException naming the member that is not as it must be
    static Scenario read(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new InvalidScenarioException(
                    "No JSON at line "
                            + e.getLocation().getLineNr()
                            + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse("")
                            + ".");
        }
        object(root, "", MEMBERS);
        List<PlannedRequest> requests = new ArrayList<>();
        JsonNode list = root.path("requests");
        if (!list.isMissingNode() && !list.isArray()) {
            throw wrong("requests", "a list of requests");
        }
        for (JsonNode request : list) {
            requests.add(request(request, "request " + (requests.size() + 1)));
        }
        return new Scenario(
                whole(root.path("workers"), "workers", 1), requests, seeds(root.path("seed")));
    }

    private static PlannedRequest request(JsonNode node, String name) {
        object(node, name, REQUEST_MEMBERS);
        Set<String> down = new LinkedHashSet<>();
        JsonNode servers = node.path("down");
        if (!absent(servers) && !servers.isArray()) {
            throw wrong("down of " + name, "a list of servers");
        }
        for (JsonNode server : servers) {
            down.add(String.valueOf(text(server, "down of " + name, "")));
        }
        return new PlannedRequest(
                String.valueOf(
                        text(
                                node.path("client"),
                                "client of " + name,
                                PlannedRequest.THIS_MACHINE)),
                text(node.path("key"), "key of " + name, null),
                nanos(node.path("at"), "at of " + name),
                nanos(node.path("duration"), "duration of " + name),
                whole(node.path("worker"), "worker of " + name, 0),
                down);
    }

    private static void object(JsonNode node, String name, Set<String> members) {
        String what = name.isEmpty() ? "The file" : name;
        if (!node.isObject()) {
            throw wrong(what, "a JSON object like {\"requests\":[{\"at\":0}]}");
        }
        node.fieldNames()
                .forEachRemaining(member -> {
                    if (!members.contains(member)) {
                        throw new InvalidScenarioException(
                                "\""
                                        + member
                                        + "\" of "
                                        + (name.isEmpty() ? "the file" : name)
                                        + " is unknown: the members are "
                                        + String.join(", ", members.stream().sorted().toList())
                                        + ".");
                    }
                });
    }

    private static List<Integer> seeds(JsonNode node) {
        if (absent(node)) {
            return List.of();
        }
        List<Integer> seeds = new ArrayList<>();
        for (JsonNode seed : node.isArray() ? node : JSON.createArrayNode().add(node)) {
            boolean fits =
                    seed.isIntegralNumber()
                            && seed.canConvertToLong()
                            && seed.longValue() >= Integer.MIN_VALUE
                            && seed.longValue() <= 0xffff_ffffL;
            if (!fits) {
                throw wrong(
                        "seed", "a whole number of 32 bits, or a list with one for each worker");
            }
            seeds.add((int) seed.longValue());
        }
        return seeds;
    }

    private static int whole(JsonNode node, String name, int otherwise) {
        if (absent(node)) {
            return otherwise;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw wrong(name, "a whole number");
        }
        return node.intValue();
    }

    private static long nanos(JsonNode node, String name) {
        if (absent(node)) {
            return 0;
        }
        BigDecimal seconds = node.isNumber() ? node.decimalValue() : LATEST.negate();
        if (seconds.signum() < 0 || seconds.compareTo(LATEST) > 0) {
            throw wrong(name, "a number of seconds from 0 to " + LATEST);
        }
        return seconds.movePointRight(9).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }

    private static @Nullable String text(JsonNode node, String name, @Nullable String otherwise) {
        if (absent(node)) {
            return otherwise;
        }
        if (!node.isTextual()) {
            throw wrong(name, "a text");
        }
        return node.textValue();
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static InvalidScenarioException wrong(String what, String wanted) {
        return new InvalidScenarioException(
                Character.toUpperCase(what.charAt(0))
                        + what.substring(1)
                        + " is not "
                        + wanted
                        + ".");
    }
}
