package io.lblab.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.traffic.Journey.Step;
import io.lblab.traffic.ScriptedServer.Request;
import io.lblab.traffic.engines.EngineChoice;
import io.lblab.traffic.raw.RawEngine;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Visitors with a cookie jar each, data in requests, and checks that look into answers.
@Timeout(60)
class JourneyTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private final ConcurrentLinkedQueue<Sample> samples = new ConcurrentLinkedQueue<>();

    /// Gives every visitor without a cookie a new one, and answers with what it was asked.
    private static boolean shop(Request request, OutputStream out) throws IOException {
        String known = cookie(request);
        String id =
                known.isEmpty() ? "c" + request.connection() + "-" + request.onConnection() : known;
        String body = "{\"visitor\":\"" + id + "\",\"order\":{\"id\":7},\"price\":9.99}";
        return ScriptedServer.write(
                out,
                "HTTP/1.1 200 OK\r\nX-Instance-ID: 1\r\n"
                        + (known.isEmpty()
                                ? "Set-Cookie: shop=" + id + "; Path=/; HttpOnly\r\n"
                                : "")
                        + "Content-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body);
    }

    private static Journey journey(String name, int weight, String... paths) {
        return new Journey(
                name,
                weight,
                Arrays.stream(paths)
                        .map(path -> new Step(path, WeightedRequest.get(path)))
                        .toList());
    }

    @Test
    void everyVisitorKeepsItsOwnCookieAndItsAddress() throws Exception {
        try (ScriptedServer server = new ScriptedServer(JourneyTest::shop)) {
            fire(
                    plan(server.base(), 90, 5)
                            .withJourneys(List.of(journey("look", 1, "/in", "/on", "/out"))));

            Map<String, List<String>> byVisitor = new HashMap<>();
            server.requests().stream()
                    .filter(r -> !r.path().equals("/in"))
                    .forEach(r ->
                            byVisitor
                                    .computeIfAbsent(cookie(r), _ -> new ArrayList<>())
                                    .add(r.path() + " " + r.source()));
            // Those under way when the number is reached have gone only part of their way.
            assertThat(byVisitor).hasSizeBetween(28, 34).doesNotContainKey("");
            assertThat(byVisitor.values())
                    .allSatisfy(seen -> {
                        String source = seen.getFirst().split(" ", 2)[1];
                        assertThat(List.of("/on " + source, "/out " + source))
                                .startsWith(seen.toArray(String[]::new));
                    });
            assertThat(server.requests().stream().filter(r -> r.path().equals("/in")))
                    .allMatch(r -> cookie(r).isEmpty());
        }
    }

    @Test
    void exactlyAsManyRequestsAreSentEvenIfAVisitEndsThere() throws Exception {
        try (ScriptedServer server = new ScriptedServer(JourneyTest::shop)) {
            TrafficRun run =
                    fire(
                            plan(server.base(), 100, 7)
                                    .withJourneys(List.of(journey("look", 1, "/a", "/b", "/c"))));

            assertThat(server.requests()).hasSize(100);
            assertThat(run.finished()).isEqualTo(100);
            assertThat(samples.stream().map(Sample::index).sorted().toList())
                    .isEqualTo(IntStream.range(0, 100).mapToObj(Long::valueOf).toList());
        }
    }

    @Test
    void samplesNameTheirEndpointAmongMixAndSteps() throws Exception {
        try (ScriptedServer server = new ScriptedServer(JourneyTest::shop)) {
            TrafficPlan plan =
                    mixed(server.base(), List.of(WeightedRequest.get("/plain")), 300, 4)
                            .withJourneys(
                                    List.of(
                                            journey("look", 1, "/look"),
                                            journey("buy", 1, "/cart", "/pay")));
            fire(plan);

            assertThat(plan.endpoints())
                    .containsExactly(
                            new Endpoint("GET /plain", "GET", "/plain"),
                            new Endpoint("look: /look", "GET", "/look"),
                            new Endpoint("buy: /cart", "GET", "/cart"),
                            new Endpoint("buy: /pay", "GET", "/pay"));
            Map<String, Long> sent =
                    samples.stream()
                            .collect(
                                    Collectors.groupingBy(
                                            s -> plan.endpoints().get(s.request()).path(),
                                            Collectors.counting()));
            Map<String, Long> seen =
                    server.requests().stream()
                            .collect(Collectors.groupingBy(Request::path, Collectors.counting()));
            assertThat(sent).isEqualTo(seen).containsOnlyKeys("/plain", "/look", "/cart", "/pay");
        }
    }

    @Test
    void theSameSeedMakesTheSameVisitorsDoTheSame() throws Exception {
        assertThat(visits(3, 1)).isEqualTo(visits(3, 1)).isNotEqualTo(visits(4, 1));
    }

    private List<String> visits(long seed, int concurrency) throws Exception {
        try (ScriptedServer server = new ScriptedServer(JourneyTest::shop)) {
            samples.clear();
            TrafficPlan plan =
                    new TrafficPlan(
                            "t",
                            server.base(),
                            List.of(),
                            List.of(journey("look", 2, "/l{sku}"), journey("buy", 1, "/b{sku}")),
                            Optional.of(rows()),
                            false,
                            new Load.Closed(concurrency, Duration.ZERO, Load.Until.requests(120)),
                            ClientPools.local(5, 1),
                            seed);
            fire(plan);
            return server.requests().stream().map(r -> r.path() + " " + r.source()).toList();
        }
    }

    @Test
    void whatAStepTakesIsThereForLaterOnes() throws Exception {
        Journey journey =
                new Journey(
                        "buy",
                        1,
                        List.of(
                                new Step(
                                        "order",
                                        WeightedRequest.get("/order?u={unique}"),
                                        Duration.ZERO,
                                        List.of(
                                                new Extraction("id", "/order/id"),
                                                new Extraction("who", "\"visitor\":\"([^\"]+)\""))),
                                new Step(
                                        "look",
                                        new WeightedRequest(
                                                "POST",
                                                "/orders/{id}?u={unique}",
                                                Optional.of("{\"who\":\"{who}\"}"),
                                                1))));
        try (ScriptedServer server = new ScriptedServer(JourneyTest::shop)) {
            fire(plan(server.base(), 20, 3).withJourneys(List.of(journey)));

            assertThat(server.requests().stream().filter(r -> r.method().equals("POST")))
                    .hasSizeBetween(9, 10)
                    .allSatisfy(r -> {
                        assertThat(r.path()).startsWith("/orders/7?u=");
                        assertThat(r.body()).isEqualTo("{\"who\":\"" + cookie(r) + "\"}");
                    });
            // One unique value for each visitor, the same in both of its steps.
            assertThat(
                            server.requests().stream()
                                    .map(r -> r.path().replaceAll(".*u=", ""))
                                    .collect(Collectors.groupingBy(u -> u, Collectors.counting())))
                    .hasSizeBetween(10, 11)
                    .allSatisfy((_, times) -> assertThat(times).isBetween(1L, 2L));
        }
    }

    @Test
    void aStepThatFindsNothingToTakeIsAnErrorAndEndsTheVisit() throws Exception {
        Journey journey =
                new Journey(
                        "buy",
                        1,
                        List.of(
                                new Step(
                                        "order",
                                        WeightedRequest.get("/order"),
                                        Duration.ZERO,
                                        List.of(new Extraction("id", "/nosuch"))),
                                new Step("look", WeightedRequest.get("/orders/{id}"))));
        try (ScriptedServer server = new ScriptedServer(JourneyTest::shop)) {
            fire(plan(server.base(), 10, 2).withJourneys(List.of(journey)));

            assertThat(server.requests()).hasSize(10).allMatch(r -> r.path().equals("/order"));
        }
        assertThat(samples)
                .hasSize(10)
                .allMatch(s -> s.failure().equals("check failed: no {id} in the answer"));
    }

    @Test
    void anOpenModelCountsTheFirstStepFromWhenTheVisitWasDue() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer((r, out) -> {
                    LockSupport.parkNanos(20_000_000);
                    return shop(r, out);
                })) {
            // One visitor at a time takes 40 ms, and one is due every 10.
            Load load =
                    new Load.Open(
                            List.of(new Load.Stage(100, 100, Duration.ofMillis(200))),
                            Load.Arrivals.EVEN,
                            1);
            TrafficPlan plan =
                    new TrafficPlan(
                            "t",
                            server.base(),
                            List.of(),
                            List.of(journey("look", 1, "/a", "/b")),
                            Optional.empty(),
                            false,
                            load,
                            ClientPools.thisMachine(),
                            1);
            assertThat(plan.requests()).isEqualTo(40);
            fire(plan);
        }
        List<Sample> inOrder =
                samples.stream().sorted(Comparator.comparingLong(Sample::index)).toList();
        assertThat(inOrder).hasSize(40);
        assertThat(inOrder).filteredOn(s -> s.request() == 1).allMatch(s -> s.latenessNanos() == 0);
        assertThat(inOrder.get(38).latenessNanos()).isGreaterThan(300_000_000);
    }

    @Test
    void withCookiesEachClientAddressKeepsItsOwn() throws Exception {
        try (ScriptedServer server = new ScriptedServer(JourneyTest::shop)) {
            fire(mixed(server.base(), List.of(WeightedRequest.get("/")), 60, 1).withCookies(true));

            Map<String, List<String>> cookies =
                    server.requests().stream()
                            .collect(
                                    Collectors.groupingBy(
                                            Request::source,
                                            Collectors.mapping(
                                                    JourneyTest::cookie, Collectors.toList())));
            assertThat(cookies).hasSize(5);
            assertThat(cookies.values())
                    .allSatisfy(seen -> {
                        assertThat(seen.getFirst()).isEmpty();
                        assertThat(seen.subList(1, seen.size()))
                                .doesNotContain("")
                                .allMatch(seen.get(1)::equals);
                    });
        }
    }

    @Test
    void dataStandsEncodedWhereItIsPut() throws Exception {
        DataRows rows =
                new DataRows(List.of("q"), List.of(List.of("a/b \"ü\"")), DataRows.Order.IN_ORDER);
        WeightedRequest json =
                new WeightedRequest("POST", "/s/{q}", Optional.of("{\"q\":\"{q}\"}"), 1)
                        .withHeaders(List.of(new HeaderLine("X-Q", "{q}")));
        WeightedRequest form =
                new WeightedRequest("POST", "/form", Optional.of("q={q}"), 1)
                        .withHeaders(
                                List.of(
                                        new HeaderLine(
                                                "Content-Type",
                                                "application/x-www-form-urlencoded")));
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.OK)) {
            fire(filled(server.base(), List.of(json, form), rows, 20, 1));

            Request first =
                    server.requests().stream()
                            .filter(r -> !r.path().equals("/form"))
                            .findFirst()
                            .orElseThrow();
            assertThat(first.path()).isEqualTo("/s/a%2Fb%20%22%C3%BC%22");
            assertThat(first.body()).isEqualTo("{\"q\":\"a/b \\\"ü\\\"\"}");
            assertThat(first.head()).contains("X-Q: a/b \"%C3%BC\"\r\n");
            assertThat(server.requests()).anyMatch(r -> r.body().equals("q=a%2Fb%20%22%C3%BC%22"));
        }
    }

    @Test
    void rowsAreTakenInOrderOrDrawnByTheSeed() throws Exception {
        List<WeightedRequest> mix = List.of(WeightedRequest.get("/{sku}"));
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.OK)) {
            DataRows inOrder =
                    new DataRows(rows().columns(), rows().rows(), DataRows.Order.IN_ORDER);
            fire(filled(server.base(), mix, inOrder, 5, 1));
            assertThat(server.requests().stream().map(Request::path))
                    .containsExactly("/x", "/y", "/z", "/x", "/y");
        }
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.OK)) {
            fire(filled(server.base(), mix, rows(), 3_000, 8));
            assertThat(
                            server.requests().stream()
                                    .collect(
                                            Collectors.groupingBy(
                                                    Request::path, Collectors.counting())))
                    .hasSize(3)
                    .allSatisfy((_, times) -> assertThat(times).isBetween(850L, 1_150L));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status = 200              |",
                "status 3xx                | status 200, not 3xx",
                "header x-instance-id      |",
                "header X-Instance-ID = 1  |",
                "header X-Instance-ID = 2  | header X-Instance-ID is not 2",
                "header X-Cache-Status     | no header X-Cache-Status",
                "json /order/id            |",
                "json /order/name          | no /order/name in the answer",
                "json /order/id = 7        |",
                "json /order/id != 7       | /order/id is not != 7",
                "json /price = 9.990       |",
                "json /price < 9.99        | /price is not < 9.99",
                "json /price >= 1e0        |",
                "json /visitor != nobody   |",
                "json /visitor > 3         | /visitor is not > 3",
            })
    void aCheckHoldsOrSaysWhyNot(String check, String failure) throws Exception {
        try (ScriptedServer server = new ScriptedServer(JourneyTest::shop)) {
            WeightedRequest request =
                    WeightedRequest.get("/").withChecks(List.of(Check.parse(check)));
            fire(mixed(server.base(), List.of(request), 1, 1));
        }
        assertThat(samples)
                .singleElement()
                .satisfies(sample ->
                        assertThat(sample.failure())
                                .isEqualTo(failure == null ? "" : "check failed: " + failure));
        assertThat(Check.parse(Check.parse(check).text())).isEqualTo(Check.parse(check));
    }

    @Test
    void anAnswerThatIsNoJsonOrTooLargeIsSaidToBe() throws Exception {
        WeightedRequest request =
                WeightedRequest.get("/").withChecks(List.of(Check.parse("json /stock >= 0")));
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.OK)) {
            fire(mixed(server.base(), List.of(request), 1, 1));
        }
        String large = "x".repeat(5 * 1024 * 1024);
        try (ScriptedServer server =
                new ScriptedServer((_, out) -> ScriptedServer.ok(out, "1", large))) {
            fire(mixed(server.base(), List.of(request), 1, 1));
        }
        assertThat(samples.stream().map(Sample::failure))
                .containsExactly(
                        "check failed: the answer is no JSON",
                        "check failed: the answer is larger than 4 MB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "status 99",
                "status = 7xx",
                "json stock",
                "json /stock > many",
                "cookie x"
            })
    void whatIsNoCheckIsRefusedInASentence(String text) {
        assertThatThrownBy(() -> Check.parse(text))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining(text.startsWith("json /") ? "needs a number" : "is no check")
                .hasMessageEndingWith(".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Host: a                | the engine's own",
                "content-length: 3      | the engine's own",
                "Transfer-Encoding: x   | the engine's own",
                "Connection: close      | the engine's own",
                "X-Forwarded-For: 1     | choose the clients",
                "no colon               | write 'Name: value'",
                "a b: c                 | is no name of a header",
                "X-A: grün              | percent-encode it",
            })
    void aHeaderThatCannotBeSentIsRefused(String text, String words) {
        assertThatThrownBy(() -> HeaderLine.parse(text))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining(words)
                .hasMessageEndingWith(".");
        assertThatThrownBy(() -> new HeaderLine("X-A", "b\r\nHost: c"))
                .hasMessageContaining("line break");
    }

    @Test
    void aPlaceholderThatNothingFillsIsRefusedNamingThoseThereAre() {
        TrafficPlan plan = plan(NOWHERE, 1, 1).withData(Optional.of(rows()));
        Journey early =
                new Journey(
                        "buy",
                        1,
                        List.of(
                                new Step("a", WeightedRequest.get("/{id}")),
                                new Step(
                                        "b",
                                        WeightedRequest.get("/"),
                                        Duration.ZERO,
                                        List.of(new Extraction("id", "/id")))));

        assertThatThrownBy(() -> mixed(NOWHERE, List.of(WeightedRequest.get("/{sku}")), 1, 1))
                .hasMessage("Nothing fills {sku} of GET /{sku}: there are {product}, {unique}.");
        assertThatThrownBy(() -> plan.withJourneys(List.of(early)))
                .hasMessage(
                        "Nothing fills {id} of GET /{id}: there are {product}, {sku}, {unique}.");
        assertThatThrownBy(() -> new Extraction("id", "no group"))
                .hasMessageContaining("a regular expression with one group");
        assertThatThrownBy(() -> new DataRows(List.of("product"), List.of(List.of("1"))))
                .hasMessageContaining("which the lab fills itself");
        assertThatThrownBy(() -> new DataRows(List.of("a", "b"), List.of(List.of("1"))))
                .hasMessage("Row 1 of the data has 1 values, not 2.");
    }

    @Test
    void okHttpIsTakenForWhatTheRawEngineLacksAndThatRefusesInWords() {
        TrafficPlan plain = mixed(NOWHERE, List.of(WeightedRequest.get("/")), 1, 1);
        List<TrafficPlan> lacking =
                List.of(
                        plain.withCookies(true),
                        plan(NOWHERE, 1, 1),
                        mixed(NOWHERE, List.of(WeightedRequest.get("/{unique}")), 1, 1),
                        mixed(
                                NOWHERE,
                                List.of(
                                        WeightedRequest.get("/")
                                                .withChecks(List.of(Check.parse("json /a")))),
                                1,
                                1));
        assertThat(EngineChoice.of(plain).kind()).isEqualTo(EngineChoice.Kind.RAW);
        for (TrafficPlan plan : lacking) {
            EngineChoice choice = EngineChoice.of(plan);
            assertThat(choice.kind()).isEqualTo(EngineChoice.Kind.OKHTTP);
            assertThat(choice.reason()).startsWith("the plan has ");
            assertThatThrownBy(() -> new RawEngine().start(plan, _ -> {}))
                    .isInstanceOf(InvalidPlanException.class)
                    .hasMessageStartingWith("The raw engine knows no ");
        }
    }

    private static DataRows rows() {
        return new DataRows(List.of("sku"), List.of(List.of("x"), List.of("y"), List.of("z")));
    }

    private static TrafficPlan plan(URI base, int requests, int concurrency) {
        return new TrafficPlan(
                "t",
                base,
                List.of(),
                List.of(journey("look", 1, "/")),
                Optional.empty(),
                false,
                new Load.Closed(concurrency, Duration.ZERO, Load.Until.requests(requests)),
                ClientPools.local(5, 1),
                1);
    }

    private static TrafficPlan mixed(
            URI base, List<WeightedRequest> mix, int requests, int concurrency) {
        return new TrafficPlan("t", base, mix, requests, concurrency, ClientPools.local(5, 1), 1);
    }

    private static TrafficPlan filled(
            URI base, List<WeightedRequest> mix, DataRows data, int requests, int concurrency) {
        return new TrafficPlan(
                "t",
                base,
                mix,
                List.of(),
                Optional.of(data),
                false,
                new Load.Closed(concurrency, Duration.ZERO, Load.Until.requests(requests)),
                ClientPools.local(5, 1),
                1);
    }

    private static String cookie(Request request) {
        return request.head()
                .lines()
                .filter(line -> line.startsWith("Cookie: shop="))
                .map(line -> line.substring("Cookie: shop=".length()))
                .findFirst()
                .orElse("");
    }

    private TrafficRun fire(TrafficPlan plan) throws InterruptedException {
        TrafficRun run = new OkHttpEngine().start(plan, sample -> samples.add(sample.kept()));
        assertThat(run.await(Duration.ofSeconds(50))).isTrue();
        return run;
    }
}
