package io.lblab.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lblab.distribution.RunRecorder;
import io.lblab.nginx.ApplyResult;
import io.lblab.nginx.ConfigApplier;
import io.lblab.nginx.NginxHost.Subscription;
import io.lblab.stack.HttpAsk.Answer;
import io.lblab.stack.Service.Role;
import io.lblab.stack.Service.State;
import io.lblab.stack.ShopChoices.Database;
import io.lblab.stack.ShopChoices.SessionStore;
import io.lblab.stack.ShopChoices.StockStore;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.OkHttpEngine;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficPreset;
import io.lblab.traffic.TrafficRun;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// What every stack promises, on a real one. The tests share one running stack; before each, every
/// service is up and round-robin begins anew. The last but one ends the stack, the last starts it
/// with other choices.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class StackContractTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Stack stack;
    private HttpAsk ask;

    /// A new object for the same stack, as another process of the lab would have it.
    protected abstract Stack open() throws Exception;

    /// What the shared stack is started with: a free port, two instances, no monitoring.
    protected StackOptions options() {
        return new StackOptions(0, 2, false);
    }

    /// The address of this machine that the lab binds to so that nginx sees `site().labAddress()`.
    protected abstract String labBinds(Stack stack) throws Exception;

    /// Asks nginx from an address that is not the lab's.
    protected abstract Answer strangerGets(Stack stack, String path, String... headers)
            throws Exception;

    /// What that variable holds in the environment of a running service.
    protected abstract String variable(String service, String name) throws Exception;

    /// Why no database server can be started here, for a test to be skipped; empty when one can.
    protected Optional<String> lacksPostgres() {
        return Optional.empty();
    }

    /// The processes or containers of the stack that this machine has, by its own word.
    protected abstract List<String> running() throws Exception;

    /// Fails when a file or a network of the stack is left.
    protected abstract void assertNothingIsLeft() throws Exception;

    /// The shared stack.
    protected final Stack stack() {
        return stack;
    }

    @BeforeAll
    void startTheSharedStack() throws Exception {
        stack = open();
        assertThat(stack.unavailable()).isEmpty();
        assertThat(stack.state()).isEqualTo(StackState.STOPPED);
        assertThat(stack.services()).isEmpty();
        List<Progress> progress = new CopyOnWriteArrayList<>();

        Duration took = stack.start(options(), progress::add);

        assertThat(took).isPositive();
        assertThat(progress).anyMatch(p -> p.service().equals("app1") && p.done());
        ask = new HttpAsk(stack.nginx().site().entry());
    }

    @AfterAll
    void endTheSharedStack() throws Exception {
        if (stack != null) {
            stack.stop(_ -> {});
            stack.close();
        }
    }

    @BeforeEach
    void everythingIsUpAndTurnsBeginAnew() throws Exception {
        if (stack.state() == StackState.STOPPED) {
            return; // only the last test finds it so
        }
        for (Service service : stack.services()) {
            if (!service.isUp()) {
                stack.startService(service.name());
            }
        }
        apply(stack.initialUpstream(2));
    }

    @Test
    void theServicesAreToldInTheirOrder() throws Exception {
        List<Service> services = stack.services();

        assertThat(stack.state()).isEqualTo(StackState.RUNNING);
        assertThat(services)
                .extracting(Service::name)
                .startsWith("nginx", "app1", "app2", "redis", "kafka");
        assertThat(services)
                .extracting(Service::role)
                .startsWith(Role.BALANCER, Role.SHOP, Role.SHOP, Role.CACHE, Role.BROKER);
        assertThat(services).allMatch(Service::isUp);
        assertThat(services).allMatch(service -> service.startedAt().isPresent());
        assertThat(named("app2").instanceId()).contains("2");
        assertThat(named("nginx").endpoints())
                .contains(stack.nginx().site().entry().getAuthority());
    }

    @Test
    void aSecondStartIsRefused() {
        assertThatThrownBy(() -> stack.start(options(), _ -> {}))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("running");
    }

    @Test
    void tenHealthChecksAlternateAndBothHeadersAgree() throws Exception {
        StringBuilder instances = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            Answer answer = ask.head("/health");
            assertThat(answer.status()).isEqualTo(200);
            assertHeadersAgree(answer);
            instances.append(answer.header("X-Instance-ID"));
        }
        assertThat(instances.toString()).isEqualTo("1212121212");
    }

    @Test
    void weightsAreExactAsSoonAsTheyAreApplied() throws Exception {
        apply(stack.initialUpstream(2).withWeights(Map.of("app1", 3, "app2", 1)));

        assertThat(counts(40)).isEqualTo(Map.of("1", 30, "2", 10));
    }

    @Test
    void whoAsksForAnInstanceTakesNoTurn() throws Exception {
        String token = "X-Lab-Token: " + stack.nginx().site().token();

        assertThat(ask.get("/products").header("X-Instance-ID")).isEqualTo("1");
        for (int i = 0; i < 3; i++) {
            assertThat(ask.get("/lab/instance/1/products", token).header("X-Instance-ID"))
                    .isEqualTo("1");
        }
        assertThat(ask.get("/products").header("X-Instance-ID")).isEqualTo("2");
        assertThat(ask.get("/lab/instance/1/products").status()).isEqualTo(403);
    }

    @Test
    void nginxAndTheInstancesKnowTheLabByTheSameToken() throws Exception {
        String token = stack.nginx().site().token();

        assertThat(token).matches("[0-9a-f]{32}");
        assertThat(variable("app1", "LAB_TOKEN")).isEqualTo(token);
        assertThat(variable("app2", "LAB_TOKEN")).isEqualTo(token);
    }

    @Test
    void oneInstanceIsMadeFlakyAndTheOtherIsNot() throws Exception {
        String token = "X-Lab-Token: " + stack.nginx().site().token();
        String path = "/lab/instance/2/lab/behaviour";
        try {
            Answer set = ask.send("PUT", path, "{\"error_rate\":1,\"error_status\":555}", token);
            assertThat(set.status()).isEqualTo(200);
            assertThat(set.header("X-Instance-ID")).isEqualTo("2");
            assertThat(ask.send("PUT", path, "{}").status()).isEqualTo(403);

            List<String> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Answer answer = ask.get("/products/1");
                answers.add(answer.header("X-Instance-ID") + ": " + answer.status());
            }
            assertThat(answers).containsExactly("1: 200", "2: 555", "1: 200", "2: 555");
        } finally {
            ask.send("DELETE", path, "", token);
        }
        assertThat(ask.get("/lab/instance/2/products/1", token).status()).isEqualTo(200);
    }

    @Test
    void staticFilesComeFromTheCacheTheSecondTime() throws Exception {
        ask.get("/static/shop.css");

        Answer second = ask.get("/static/shop.css");

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.header("X-Cache-Status")).isEqualTo("HIT");
    }

    @Test
    void logsAreReadAndFollowed() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (Subscription _ = stack.followLogs("app2", 5, line -> seen.add(line.text()))) {
            ask.get("/products?page-for-log=1");
            ask.get("/products?page-for-log=2");

            await().atMost(PATIENCE)
                    .until(() ->
                            seen.stream()
                                    .anyMatch(line -> line.contains("[Instance 2] GET /products")));
        }
        assertThat(stack.logs("app1", 100))
                .anyMatch(line -> line.text().contains("[Instance 1] GET /products"))
                .allMatch(line -> line.service().equals("app1"));
    }

    @Test
    void theAccessLogNamesWhoAnswered() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (Subscription _ = stack.nginx().followAccessLog(lines::add)) {
            ask.get("/products?for=the-log");

            await().atMost(PATIENCE)
                    .until(() -> lines.stream().anyMatch(line -> line.contains("for=the-log")));
        }
        JsonNode line =
                JSON.readTree(
                        lines.stream()
                                .filter(l -> l.contains("for=the-log"))
                                .findFirst()
                                .orElseThrow());
        assertThat(line.path("upstream_addr").asText())
                .isEqualTo(stack.nginx().site().instanceAddresses().get("app1"));
        assertThat(line.path("instance").asText()).isEqualTo("1");
    }

    @Test
    void aServiceThatDoesNotExistIsSaidToBeNone() {
        assertThatThrownBy(() -> stack.logs("app9", 1))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("app9")
                .hasMessageContaining("app1");
        assertThatThrownBy(() -> stack.stopService("app9")).isInstanceOf(StackException.class);
    }

    @Test
    void whatHappensToAServiceIsToldAsEvents() throws Exception {
        List<StackEvent> events = new CopyOnWriteArrayList<>();
        try (Subscription _ = stack.onEvent(events::add)) {
            stack.stopService("app2");
            await().atMost(PATIENCE).until(() -> told(events, "app2", State.STOPPED));
            assertThat(named("app2").isUp()).isFalse();

            stack.startService("app2");
            await().atMost(PATIENCE).until(() -> told(events, "app2", State.RUNNING));
        }
        assertThat(named("app2").isUp()).isTrue();
    }

    @Test
    void aRestartedServiceIsANewOne() throws Exception {
        var before = named("app1").startedAt().orElseThrow();

        stack.restartService("app1");

        assertThat(named("app1").isUp()).isTrue();
        assertThat(named("app1").startedAt().orElseThrow()).isAfter(before);
    }

    @Test
    void anApplyWorksWhileAnInstanceIsStopped() throws Exception {
        stack.stopService("app1");

        apply(stack.initialUpstream(2).withStrategy(new Strategy.LeastConn()));

        assertThat(counts(10)).isEqualTo(Map.of("2", 10));
    }

    @Test
    void aKilledInstanceCostsNoRequestAndNoLongWait() throws Exception {
        AtomicBoolean goOn = new AtomicBoolean(true);
        AtomicInteger answered = new AtomicInteger();
        List<String> failures = new CopyOnWriteArrayList<>();
        List<Future<Duration>> running = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                running.add(clients.submit(() -> askUntil(goOn, answered, failures)));
            }
            await().atMost(PATIENCE).until(() -> answered.get() > 100);

            stack.killService("app1");

            int atKill = answered.get();
            await().atMost(PATIENCE).until(() -> answered.get() > atKill + 300);
            goOn.set(false);
        }
        assertThat(failures).isEmpty();
        for (Future<Duration> client : running) {
            assertThat(client.get()).isLessThan(Duration.ofMillis(1500));
        }
        assertThat(named("app1").isUp()).isFalse();
        assertThat(counts(5)).isEqualTo(Map.of("2", 5));
    }

    @Test
    void headersStillAgreeWhenBothCameBackInReverseOrder() throws Exception {
        stack.stopService("app1");
        stack.stopService("app2");
        Answer nobody = ask.get("/products/1");
        assertThat(nobody.status()).isIn(502, 504);
        assertThat(nobody.header("X-Served-By")).as("the last one asked").startsWith("app");
        assertThat(nobody.header("X-Load-Balancer")).isEqualTo("nginx");
        stack.startService("app2");
        stack.startService("app1");
        apply(stack.initialUpstream(2));

        for (int i = 0; i < 6; i++) {
            assertHeadersAgree(ask.get("/products"));
        }
        assertHeadersAgree(ask.get("/products/999999"));
        assertThat(ask.get("/products/999999").status()).isEqualTo(404);
        assertThat(counts(6)).isEqualTo(Map.of("1", 3, "2", 3));
    }

    @Test
    void listenersOfBothInstancesSeeAChangeThroughEither() throws Exception {
        URI entry = stack.nginx().site().entry();
        String token = "X-Lab-Token: " + stack.nginx().site().token();
        try (EventStream first = new EventStream(entry, "/lab/instance/1/events", token);
                EventStream second = new EventStream(entry, "/lab/instance/2/events", token);
                EventStream balanced = new EventStream(entry, "/events")) {
            List<EventStream> all = List.of(first, second, balanced);
            for (EventStream one : all) {
                await().atMost(PATIENCE).until(() -> one.lines().contains("retry: 3000"));
            }
            for (int instance = 1; instance <= 2; instance++) {
                int stock = 700 + instance;
                Answer put =
                        ask.send(
                                "PUT",
                                "/lab/instance/" + instance + "/stock",
                                "{\"product_id\":3,\"stock\":" + stock + "}",
                                token);
                assertThat(put.status()).isEqualTo(200);
                for (EventStream one : all) {
                    await().atMost(PATIENCE).until(() -> sawStock(one, 3, stock));
                }
            }
            assertThat(first.header("X-Instance-ID")).isEqualTo("1");
            assertThat(second.header("X-Instance-ID")).isEqualTo("2");
        }
    }

    @Test
    void aSilentEventStreamIsKeptAliveThroughNginx() throws Exception {
        URI entry = stack.nginx().site().entry();
        try (EventStream stream = new EventStream(entry, "/events")) {
            // Not buffered: the first words come while the stream is open.
            await().atMost(PATIENCE).until(() -> stream.lines().contains("retry: 3000"));
            assertThat(stream.lines().getFirst()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
            assertThat(stream.header("Cache-Control")).isEqualTo("no-cache");
            assertThat(stream.header("X-Instance-ID")).isIn("1", "2");
            assertThat(stream.header("X-Served-By"))
                    .startsWith("app" + stream.header("X-Instance-ID") + ":");
            assertThat(stream.header("Content-Length")).isEmpty();

            await().atMost(Duration.ofSeconds(15))
                    .until(() -> stream.lines().contains(": keep-alive"));
        }
    }

    @Test
    void onlyTheLabMayNameItsClients() throws Exception {
        String forged = "X-Forwarded-For: 203.0.113.7";
        String lab = stack.nginx().site().labAddress();

        JsonNode trusted =
                JSON.readTree(ask.from(labBinds(stack)).get("/lab/nginx/whoami", forged).body());
        assertThat(trusted.path("remote_addr").asText()).isEqualTo("203.0.113.7");
        assertThat(trusted.path("realip_remote_addr").asText()).isEqualTo(lab);

        JsonNode stranger = JSON.readTree(strangerGets(stack, "/lab/nginx/whoami", forged).body());
        assertThat(stranger.path("remote_addr").asText())
                .isNotEqualTo("203.0.113.7")
                .isEqualTo(stranger.path("realip_remote_addr").asText())
                .isNotEqualTo(lab);
    }

    @Test
    void appliesUnderTrafficFailNoRequest() throws Exception {
        Upstream even = stack.initialUpstream(2);
        URI base = stack.nginx().site().entry();
        RunRecorder recorder = new RunRecorder(even, stack.nginx().site().instanceIds());
        TrafficPlan plan = TrafficPreset.LOAD_TEST.plan(base, ClientPools.thisMachine(), 1);
        TrafficRun run =
                new OkHttpEngine()
                        .start(
                                new TrafficPlan(
                                        "under applies",
                                        base,
                                        plan.mix(),
                                        1_000_000,
                                        32,
                                        plan.clients(),
                                        1),
                                recorder);
        try {
            await().atMost(PATIENCE).until(() -> run.finished() > 500);
            for (Upstream each :
                    List.of(
                            even.withWeights(Map.of("app1", 3)),
                            even.withStrategy(new Strategy.IpHash()),
                            even.withStrategy(new Strategy.LeastConn()),
                            even)) {
                long before = run.finished();
                apply(each);
                await().atMost(PATIENCE).until(() -> run.finished() > before + 500);
            }
        } finally {
            run.stop();
        }
        assertThat(run.await(PATIENCE)).isTrue();
        assertThat(recorder.snapshot().failures()).isEmpty();
        assertThat(recorder.snapshot().errors()).isZero();
    }

    @Test
    void everyNetworkOfClientsStaysOnOneInstanceUnderIpHash() throws Exception {
        apply(stack.initialUpstream(2).withStrategy(new Strategy.IpHash()));
        HttpAsk lab = ask.from(labBinds(stack));

        Set<String> instances = new HashSet<>();
        for (int network = 0; network < 16; network++) {
            List<String> seen = new ArrayList<>();
            for (int host = 1; host <= 3; host++) {
                Answer answer =
                        lab.get("/products", "X-Forwarded-For: 10.7." + network + "." + host);
                assertThat(answer.status()).isEqualTo(200);
                seen.add(answer.header("X-Instance-ID"));
            }
            assertThat(seen).containsOnly(seen.getFirst());
            instances.add(seen.getFirst());
        }
        assertThat(instances).as("the networks are told apart").containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void ofAThousandPurchasesAtOnceExactlyTheStockIsSold() throws Exception {
        assertThat(ask.send("PUT", "/stock", "{\"product_id\":1,\"stock\":100}").status())
                .isEqualTo(200);
        List<Answer> answers = inFlight(1000, this::buyOne);

        List<Long> orders = new ArrayList<>();
        for (Answer answer : answers) {
            JsonNode body = JSON.readTree(answer.body());
            if (answer.status() == 200) {
                assertThat(body.path("ok").asBoolean()).isTrue();
                orders.add(body.path("order_id").asLong());
            } else {
                assertThat(answer.status()).isEqualTo(400);
                assertThat(body.path("ok").asBoolean(true)).isFalse();
                assertThat(body.path("error").asText())
                        .isIn("out_of_stock", "insufficient_stock", "broker_unavailable");
            }
        }
        Map<String, Integer> states = new HashMap<>();
        List<Long> open = new ArrayList<>(orders);
        await().atMost(PATIENCE)
                .until(() -> {
                    open.removeIf(order -> settled(order, states));
                    return open.isEmpty();
                });
        assertThat(states).containsEntry("paid", 100);
        JsonNode stock = JSON.readTree(ask.get("/debug/stock?product_id=1").body());
        assertThat(stock.path("db_stock").asInt(-1)).isZero();
        await().atMost(PATIENCE)
                .until(() ->
                        JSON.readTree(ask.get("/debug/stock?product_id=1").body())
                                        .path("redis_stock")
                                        .asInt(-1)
                                == 0);
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void aFreshLabSeesWhatAnotherStartedAndStopsAllOfIt() throws Exception {
        int port = stack.nginx().site().entry().getPort();
        assertThat(running()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(LeftOvers.isFree(port)).isFalse();
        try (Stack fresh = open()) {
            assertThat(fresh.state()).isEqualTo(StackState.RUNNING);
            assertThat(fresh.services()).extracting(Service::name).contains("app1", "kafka");
            assertThat(fresh.nginx().site()).isEqualTo(stack.nginx().site());
            List<StackEvent> events = new CopyOnWriteArrayList<>();
            try (Subscription _ = stack.onEvent(events::add)) {
                fresh.stop(_ -> {});
                await().atMost(PATIENCE)
                        .until(() ->
                                events.stream()
                                        .anyMatch(e ->
                                                e instanceof StackEvent.StackChanged c
                                                        && c.state() == StackState.STOPPED));
            }
            assertThat(fresh.services()).isEmpty();
            fresh.stop(_ -> {});
        }
        assertThat(stack.state()).isEqualTo(StackState.STOPPED);
        assertThatThrownBy(() -> stack.nginx()).isInstanceOf(StackException.class);
        assertThat(running()).isEmpty();
        assertThat(LeftOvers.isFree(port)).isTrue();
        assertNothingIsLeft();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void onPostgresWithStockInRedisAndSessionsInMemoryItSellsAlsoAfterBothWereKilled()
            throws Exception {
        assumeTrue(lacksPostgres().isEmpty(), () -> lacksPostgres().orElseThrow());
        ShopChoices chosen =
                new ShopChoices(Database.POSTGRESQL, StockStore.REDIS, SessionStore.MEMORY);
        stack.start(options().withShop(chosen), _ -> {});
        ask = new HttpAsk(stack.nginx().site().entry());
        int port = ask.entry().getPort();

        assertThat(stack.shop()).contains(chosen);
        assertThat(stack.services())
                .extracting(Service::name)
                .containsExactly("nginx", "app1", "app2", "redis", "kafka", "postgres");
        assertThat(named("postgres").role()).isEqualTo(Role.DATABASE);
        assertThat(stack.services()).allMatch(Service::isUp);
        for (String app : List.of("app1", "app2")) {
            assertThat(variable(app, "DB_URL")).startsWith("jdbc:postgresql:");
            assertThat(variable(app, "STOCK_STORE")).isEqualTo("redis");
            assertThat(variable(app, "SESSION_STORE")).isEqualTo("memory");
            assertThat(variable(app, "ADMIN_PASSWORD")).isNotEmpty();
        }
        buyUntilPaid();
        assertBalanced();
        long loads = loadsOfTheStock();
        assertThat(loads).isPositive();

        stack.killService("postgres");
        assertThat(named("postgres").isUp()).isFalse();
        stack.startService("postgres");
        assertThat(named("postgres").isUp()).isTrue();
        buyUntilPaid();

        stack.restartService("postgres");
        assertThat(stack.logs("postgres", 100))
                .as("ended by itself")
                .anyMatch(line -> line.text().contains("database system is shut down"));
        stack.killService("redis");
        stack.startService("redis");
        buyUntilPaid();
        assertBalanced();
        assertThat(loadsOfTheStock()).as("Redis found its stock again").isEqualTo(loads);

        stack.stop(_ -> {});
        assertThat(stack.shop()).isEmpty();
        assertThat(running()).isEmpty();
        assertThat(LeftOvers.isFree(port)).isTrue();
        assertNothingIsLeft();
    }

    private void buyUntilPaid() {
        List<Long> orders = new ArrayList<>();
        await().atMost(PATIENCE)
                .until(() -> {
                    Answer answer = buyOne();
                    if (answer.status() == 200) {
                        orders.add(JSON.readTree(answer.body()).path("order_id").asLong());
                    }
                    return !orders.isEmpty();
                });
        Map<String, Integer> states = new HashMap<>();
        await().atMost(PATIENCE).until(() -> settled(orders.getFirst(), states));
        assertThat(states).isEqualTo(Map.of("paid", 1));
    }

    private void assertBalanced() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    Answer answer = ask.get("/lab/consistency");
                    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                    JsonNode books = JSON.readTree(answer.body());
                    assertThat(books.path("products")).isNotEmpty();
                    assertThat(books.path("unbalanced")).isEmpty();
                    assertThat(books.path("balanced").asBoolean()).isTrue();
                });
    }

    /// How often an instance has brought the stock from the database to Redis.
    private long loadsOfTheStock() throws StackException {
        long loads = 0;
        for (String app : List.of("app1", "app2")) {
            loads +=
                    stack.logs(app, 10_000).stream()
                            .filter(line -> line.text().contains("the stock of "))
                            .filter(line -> line.text().endsWith(" products is in Redis"))
                            .count();
        }
        return loads;
    }

    /// Applies and sees it live.
    protected final void apply(Upstream upstream) throws Exception {
        assertThat(new ConfigApplier(stack.nginx()).apply(upstream, _ -> {}))
                .isInstanceOf(ApplyResult.Applied.class);
    }

    private Duration askUntil(AtomicBoolean goOn, AtomicInteger answered, List<String> failures) {
        Duration slowest = Duration.ZERO;
        while (goOn.get()) {
            long began = System.nanoTime();
            try {
                Answer answer = ask.get("/products/1");
                if (answer.status() != 200) {
                    failures.add(answer.toString());
                }
            } catch (IOException e) {
                failures.add(e.toString());
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
            answered.incrementAndGet();
        }
        return slowest;
    }

    private Answer buyOne() throws IOException {
        return ask.send("POST", "/purchase", "{\"product_id\":1,\"quantity\":1}");
    }

    private boolean settled(long order, Map<String, Integer> states) {
        try {
            String state = JSON.readTree(ask.get("/orders/" + order).body()).path("state").asText();
            boolean settled = state.equals("paid") || state.equals("failed");
            if (settled) {
                states.merge(state, 1, Integer::sum);
            }
            return settled;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// That many at once: none is sent before all are ready to be.
    private static <T> List<T> inFlight(int count, Callable<T> request) throws Exception {
        CountDownLatch ready = new CountDownLatch(count);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<T>> futures = new ArrayList<>();
        List<T> results = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                futures.add(
                        clients.submit(() -> {
                            ready.countDown();
                            go.await();
                            return request.call();
                        }));
            }
            ready.await();
            go.countDown();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
        }
        return results;
    }

    private Map<String, Integer> counts(int requests) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < requests; i++) {
            counts.merge(ask.get("/products/1").header("X-Instance-ID"), 1, Integer::sum);
        }
        return counts;
    }

    private Service named(String name) throws StackException {
        return stack.services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean told(List<StackEvent> events, String service, State state) {
        return events.stream()
                .anyMatch(event ->
                        event instanceof StackEvent.ServiceChanged changed
                                && changed.service().name().equals(service)
                                && changed.service().state() == state);
    }

    private static boolean sawStock(EventStream stream, int product, int stock) {
        return stream.lines().stream()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.replace(" ", ""))
                .anyMatch(line ->
                        line.contains("\"product_id\":" + product + ",")
                                && line.contains("\"stock\":" + stock));
    }

    private static void assertHeadersAgree(Answer answer) {
        assertThat(answer.header("X-Served-By"))
                .startsWith("app" + answer.header("X-Instance-ID") + ":");
    }
}
