package io.lblab.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lblab.upstream.WrittenUpstream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What nginx 1.22.1 was seen to do, request by request: `golden/*.json`, each with a `meta` that
/// says how it was observed.
class GoldenTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// The servers were 127.0.0.1:29001 and on.
    private static final int FIRST_PORT = 29001;

    private static JsonNode golden(String name) {
        try (InputStream in = GoldenTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> cases(String name) {
        JsonNode root = golden(name);
        assertThat(root.get("meta").textValue()).contains("1.22.1", "1 worker");
        JsonNode cases = root.has("cases") ? root.get("cases") : root.get("traces");
        assertThat(cases).isNotEmpty();
        return StreamSupport.stream(cases.spliterator(), false);
    }

    static Stream<JsonNode> turns() {
        return cases("rr");
    }

    static Stream<JsonNode> networks() {
        return cases("ip_hash");
    }

    static Stream<JsonNode> keys() {
        return cases("hash");
    }

    static Stream<JsonNode> keysOnTheRing() {
        return cases("hash_consistent");
    }

    static Stream<JsonNode> openRequests() {
        return cases("least_conn");
    }

    static Stream<JsonNode> lots() {
        return cases("random");
    }

    static Stream<JsonNode> failures() {
        return cases("failures");
    }

    @ParameterizedTest
    @MethodSource("turns")
    void turnsAreTakenAsNginxTakesThem(JsonNode seen) {
        List<PlannedRequest> requests = new ArrayList<>();
        seen.get("picks").forEach(_ -> requests.add(PlannedRequest.at(0)));

        assertThat(first(upstream("", "", seen), requests)).isEqualTo(numbers(seen.get("picks")));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void networksAreHashedAsNginxHashesThem(JsonNode seen) {
        hashed("ip_hash;", "ip_hash", "addresses", PlannedRequest::from, seen);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keysAreHashedAsNginxHashesThem(JsonNode seen) {
        hashed("hash $arg_k;", "hash", "keys", PlannedRequest::withKey, seen);
    }

    @ParameterizedTest
    @MethodSource("keysOnTheRing")
    void keysAreFoundOnTheRingAsNginxFindsThem(JsonNode seen) {
        hashed("hash $arg_k consistent;", "hash_consistent", "keys", PlannedRequest::withKey, seen);
        if (seen.has("ring_size")) {
            Ring ring = new Ring(upstream("hash $arg_k consistent;", "", seen).servers());
            assertThat(ring.size()).isEqualTo(seen.get("ring_size").intValue());
            for (int i = 0; i < seen.get("ring_first5").size(); i++) {
                JsonNode point = seen.get("ring_first5").get(i);
                assertThat(ring.place(i)).isEqualTo(point.get(0).longValue());
                assertThat(ring.peersAt(i)).containsExactly(point.get(1).intValue());
            }
        }
    }

    private static void hashed(
            String method,
            String file,
            String list,
            BiFunction<PlannedRequest, String, PlannedRequest> with,
            JsonNode seen) {
        List<PlannedRequest> requests = new ArrayList<>();
        golden(file)
                .get(list)
                .forEach(text -> requests.add(with.apply(PlannedRequest.at(0), text.textValue())));

        assertThat(requests).hasSize(300);
        assertThat(first(upstream(method, "", seen), requests))
                .isEqualTo(numbers(seen.get("picks")));
    }

    @ParameterizedTest
    @MethodSource("openRequests")
    void openRequestsCountAsNginxCountsThem(JsonNode seen) {
        replayEvents(Balancer.of(upstream("least_conn;", "", seen), new GlibcRandom(0)), seen);
    }

    @ParameterizedTest
    @MethodSource("lots")
    void lotsAreDrawnAsNginxDrawsThem(JsonNode seen) {
        GlibcRandom random = new GlibcRandom(seen.get("seed").intValue());
        for (JsonNode value : seen.get("first_random_values")) {
            assertThat(random.next()).isEqualTo(value.longValue());
        }
        replayEvents(
                Balancer.of(
                        upstream(seen.get("method").textValue() + ";", "", seen),
                        new GlibcRandom(seen.get("seed").intValue())),
                seen);
    }

    private static void replayEvents(Balancer balancer, JsonNode seen) {
        Map<Integer, Request> open = new HashMap<>();
        for (JsonNode event : seen.get("events")) {
            int id = event.get(1).intValue();
            if (event.get(0).textValue().equals("start")) {
                Request request = balancer.newRequest();
                open.put(id, request);
                assertThat(balancer.begin(request, Request.NO_KEY, 1_000_000))
                        .as("request %d", id)
                        .isEqualTo(event.get(2).intValue());
            } else {
                balancer.finish(open.remove(id));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failuresLeaveServersOutAsInNginx(JsonNode seen) {
        String method = seen.get("method").textValue();
        WrittenUpstream upstream =
                upstream(
                        method.equals("round-robin") ? "" : method,
                        " max_fails="
                                + seen.get("max_fails")
                                + " fail_timeout="
                                + seen.get("fail_timeout"),
                        seen);
        List<PlannedRequest> requests = new ArrayList<>();
        List<List<Integer>> tried = new ArrayList<>();
        int index = 0;
        for (JsonNode request : seen.get("requests")) {
            Set<String> down = new HashSet<>();
            List<Integer> up = numbers(request.get("up"));
            for (int i = 0; i < upstream.servers().size(); i++) {
                if (!up.contains(i)) {
                    down.add("127.0.0.1:" + (FIRST_PORT + i));
                }
            }
            requests.add(
                    PlannedRequest.at(request.get("second").longValue() * 1_000_000_000)
                            .withKey("key" + index++)
                            .whileDown(down));
            tried.add(numbers(request.get("upstream_addr")));
        }

        Forecast forecast = Forecast.of(upstream, Scenario.of(requests));

        assertThat(forecast.picks().orElseThrow().stream().map(GoldenTest::list).toList())
                .isEqualTo(tried);
    }

    private static WrittenUpstream upstream(String method, String parameters, JsonNode seen) {
        StringBuilder block = new StringBuilder(method);
        List<Integer> down = seen.has("down") ? numbers(seen.get("down")) : List.of();
        List<Integer> weights = numbers(seen.get("weights"));
        for (int i = 0; i < weights.size(); i++) {
            block.append("\nserver 127.0.0.1:")
                    .append(FIRST_PORT + i)
                    .append(" weight=")
                    .append(weights.get(i))
                    .append(parameters)
                    .append(down.contains(i) ? " down;" : ";");
        }
        return Blocks.read(block.toString());
    }

    private static List<Integer> first(WrittenUpstream upstream, List<PlannedRequest> requests) {
        List<int[]> picks = Forecast.of(upstream, Scenario.of(requests)).picks().orElseThrow();
        assertThat(picks).allMatch(tried -> tried.length == 1);
        return picks.stream().map(tried -> tried[0]).toList();
    }

    private static List<Integer> list(int[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    private static List<Integer> numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::intValue).toList();
    }
}
