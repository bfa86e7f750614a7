package io.lblab.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lblab.traffic.ScriptedServer.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every engine does with a plan.
@Timeout(60)
public abstract class TrafficEngineContract {

    private static final Duration LONG = Duration.ofSeconds(50);

    private final ConcurrentLinkedQueue<Sample> samples = new ConcurrentLinkedQueue<>();

    /// The engine under test.
    ///
    /// @param timeout after which it gives a request up
    protected abstract TrafficEngine engine(Duration timeout);

    @Test
    void sendsExactlyAsManyAsThePlanSays() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.onceAllAsked(64))) {
            TrafficRun run = fire(plan(server.base(), 10_000, 64));

            assertThat(server.requests()).hasSize(10_000);
            assertThat(run.finished()).isEqualTo(10_000);
            assertThat(run.inFlight()).isZero();
            assertThat(run.isRunning()).isFalse();
            assertThat(server.connections()).isEqualTo(64);
            assertThat(samples)
                    .allSatisfy(sample -> {
                        assertThat(sample.status()).isEqualTo(200);
                        assertThat(sample.instance()).isEqualTo("1");
                        assertThat(sample.servedBy()).isEqualTo("app1:8000");
                        assertThat(sample.failure()).isEmpty();
                        assertThat(sample.latencyNanos()).isPositive();
                    });
            assertThat(samples.stream().map(Sample::index).sorted().toList())
                    .isEqualTo(IntStream.range(0, 10_000).mapToObj(Long::valueOf).toList());
        }
    }

    @Test
    void neverHasMoreInFlightThanTheConcurrency() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(7);
        try (ScriptedServer server =
                new ScriptedServer((_, out) -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    full.countDown();
                    awaitQuietly(full);
                    now.decrementAndGet();
                    return ScriptedServer.ok(out, "1", "");
                })) {
            fire(plan(server.base(), 500, 7));

            assertThat(most).hasValue(7);
        }
    }

    @Test
    void clientsLeaveFromTheirOwnAddressAlways() throws Exception {
        ClientPool clients = ClientPools.local(32, 5);
        try (ScriptedServer server =
                new ScriptedServer((r, out) -> ScriptedServer.ok(out, r.source(), ""))) {
            fire(plan(server.base(), 6_400, 64, clients, 7));

            assertThat(samples)
                    .hasSize(6_400)
                    .allSatisfy(sample -> assertThat(sample.instance()).isEqualTo(sample.client()));
            assertThat(samples.stream().map(Sample::client).distinct())
                    .hasSameElementsAs(clients.addresses());
        }
    }

    @Test
    void forwardedClientsComeFromTheLabsAddressInAHeader() throws Exception {
        ClientPool clients = ClientPools.forwardedIpv6(16, 3).boundTo("127.9.8.7");
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.onceAllAsked(8))) {
            fire(plan(server.base(), 400, 8, clients, 7));

            assertThat(server.requests())
                    .allSatisfy(r -> assertThat(r.source()).isEqualTo("127.9.8.7"));
            assertThat(server.requests().stream().map(r -> header(r, "X-Forwarded-For")).distinct())
                    .hasSameElementsAs(clients.addresses());
            assertThat(server.connections()).isEqualTo(8);
        }
    }

    /// The server leaves every connection open.
    @Test
    void withoutKeepAliveEachRequestHasAConnectionOfItsOwn() throws Exception {
        ClientPool clients = ClientPools.forwarded(4, 3).withFreshConnections(true);
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.OK)) {
            fire(plan(server.base(), 200, 8, clients, 7));

            assertThat(server.connections()).isEqualTo(200);
            assertThat(server.requests())
                    .allSatisfy(r -> assertThat(header(r, "Connection")).isEqualTo("close"));
            assertThat(samples).allSatisfy(s -> assertThat(s.failure()).isEmpty());
        }
    }

    @Test
    void theSameSeedSendsTheSameSequence() throws Exception {
        List<String> first = sequence(11, 16);
        List<String> again = sequence(11, 3);
        List<String> other = sequence(12, 16);

        assertThat(first).hasSize(300).isEqualTo(again).isNotEqualTo(other);
    }

    private List<String> sequence(long seed, int concurrency) throws Exception {
        samples.clear();
        try (ScriptedServer server =
                new ScriptedServer(
                        (r, out) -> ScriptedServer.ok(out, r.method() + r.path() + r.body(), ""))) {
            fire(
                    TrafficPreset.GENERATE_TRAFFIC.plan(
                            server.base(), ClientPools.local(9, 1), seed),
                    300,
                    concurrency);
        }
        return samples.stream()
                .sorted(Comparator.comparingLong(Sample::index))
                .map(sample -> sample.client() + " " + sample.instance())
                .toList();
    }

    @Test
    void aRefusedConnectionIsSaidInWords() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            free = socket.getLocalPort();
        }

        fire(plan(URI.create("http://127.0.0.1:" + free), 5, 2));

        assertThat(samples)
                .hasSize(5)
                .allSatisfy(sample -> {
                    assertThat(sample.failure()).isEqualTo("connection refused");
                    assertThat(sample.status()).isZero();
                    assertThat(sample.isError()).isTrue();
                });
    }

    @Test
    void halfAnAnswerIsAFailure() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer((_, out) -> {
                    ScriptedServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                    return false;
                })) {
            fire(plan(server.base(), 1, 1));

            assertThat(samples)
                    .singleElement()
                    .satisfies(s -> {
                        assertThat(s.failure()).isEqualTo("answer ended early");
                        assertThat(s.resent()).isFalse();
                        assertThat(s.isError()).isTrue();
                    });
        }
    }

    @Test
    void nonsenseIsAFailure() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer((_, out) -> ScriptedServer.write(out, "nonsense\r\n\r\n"))) {
            fire(plan(server.base(), 1, 1));

            assertThat(samples)
                    .singleElement()
                    .extracting(Sample::failure)
                    .isEqualTo("answer is not valid HTTP");
        }
    }

    @Test
    void aRequestOnAReusedConnectionThatDiedSilentlyIsResentOnce() throws Exception {
        // Every connection answers two requests and dies at the third without a byte.
        try (ScriptedServer server = new ScriptedServer(TrafficEngineContract::diesAtTheThird)) {
            fire(plan(server.base(), 30, 1));

            assertThat(samples).hasSize(30).noneMatch(Sample::isError);
            assertThat(samples.stream().filter(Sample::resent)).isNotEmpty();
            assertThat(server.requests().size())
                    .isEqualTo(30 + (int) samples.stream().filter(Sample::resent).count());
        }
    }

    @Test
    void aRequestOnANewConnectionThatDiedIsNotResent() throws Exception {
        try (ScriptedServer server = new ScriptedServer((_, _) -> false)) {
            fire(plan(server.base(), 4, 1));

            assertThat(server.requests()).hasSize(4);
            assertThat(samples)
                    .allSatisfy(sample -> {
                        assertThat(sample.failure())
                                .isEqualTo("connection closed before an answer");
                        assertThat(sample.resent()).isFalse();
                    });
        }
    }

    @Test
    void aPurchaseThatMayHaveBeenProcessedIsNotResent() throws Exception {
        try (ScriptedServer server = new ScriptedServer(TrafficEngineContract::diesAtTheThird)) {
            fire(plan(server.base(), post(), 3, 1));

            assertThat(server.requests()).hasSize(3);
            assertThat(samples.stream().filter(Sample::isError)).hasSize(1);
            assertThat(samples).noneMatch(Sample::resent);
        }
    }

    @Test
    void aPurchaseOnAConnectionFoundClosedGoesOutOnANewOne() throws Exception {
        // The server ends the connection behind an answer that promised to keep it.
        try (ScriptedServer server =
                new ScriptedServer((_, out) -> {
                    ScriptedServer.ok(out, "1", "");
                    return false;
                })) {
            TrafficPlan plan = plan(server.base(), post(), 2, 1);
            // The sink holds the second request back until the end has surely arrived.
            TrafficRun run =
                    engine(OkHttpEngine.DEFAULT_TIMEOUT)
                            .start(
                                    plan,
                                    sample -> {
                                        samples.add(sample.kept());
                                        await().until(() -> server.openConnections() == 0);
                                    });
            assertThat(run.await(LONG)).isTrue();

            assertThat(samples).hasSize(2).noneMatch(Sample::isError);
            assertThat(samples.stream().filter(Sample::resent)).hasSize(1);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void anOverdueCallIsCancelledByTheWatchdog() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (ScriptedServer server =
                new ScriptedServer((r, out) -> {
                    if (r.path().equals("/slow")) {
                        awaitQuietly(never);
                    }
                    return ScriptedServer.ok(out, "1", "");
                })) {
            List<WeightedRequest> mix =
                    List.of(WeightedRequest.get("/slow"), WeightedRequest.get("/fast"));
            TrafficPlan plan =
                    new TrafficPlan("t", server.base(), mix, 20, 4, ClientPools.thisMachine(), 1);
            TrafficRun run =
                    engine(Duration.ofMillis(300))
                            .start(plan, sample -> samples.add(sample.kept()));
            assertThat(run.await(LONG)).isTrue();

            assertThat(samples).hasSize(20);
            List<Sample> slow = samples.stream().filter(Sample::isError).toList();
            assertThat(slow)
                    .hasSizeBetween(1, 19)
                    .allSatisfy(sample -> {
                        assertThat(sample.failure()).isEqualTo("timed out after 0.3 s");
                        assertThat(sample.latencyNanos()).isGreaterThan(300_000_000L);
                    });
        } finally {
            never.countDown();
        }
    }

    /// Its queue is full: to whoever comes later the system says nothing at all.
    @Test
    void aTargetThatDoesNotEvenAcceptIsOverdue() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            TrafficRun run =
                    engine(Duration.ofMillis(300))
                            .start(
                                    plan(
                                            URI.create("http://127.0.0.1:" + deaf.getLocalPort()),
                                            16,
                                            8),
                                    sample -> samples.add(sample.kept()));

            assertThat(run.await(Duration.ofSeconds(20))).isTrue();
            assertThat(samples)
                    .hasSize(16)
                    .allSatisfy(s -> assertThat(s.failure()).isEqualTo("timed out after 0.3 s"));
        }
    }

    @Test
    void stopIsImmediateAndKeepsTheFigures() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (ScriptedServer server =
                new ScriptedServer((r, out) -> {
                    if (r.onConnection() == 5) {
                        awaitQuietly(never);
                    }
                    return ScriptedServer.ok(out, "1", "");
                })) {
            TrafficRun run =
                    engine(OkHttpEngine.DEFAULT_TIMEOUT)
                            .start(
                                    plan(server.base(), 1_000, 4),
                                    sample -> samples.add(sample.kept()));
            await().until(() -> run.finished() == 20 && run.inFlight() == 4);

            run.stop();

            assertThat(run.await(Duration.ofSeconds(5))).isTrue();
            assertThat(run.finished()).isEqualTo(20);
            assertThat(run.cancelled()).isEqualTo(4);
            assertThat(run.inFlight()).isZero();
            assertThat(samples).hasSize(20).noneMatch(Sample::isError);
            Duration took = run.elapsed();
            assertThat(run.elapsed()).isEqualTo(took);
        } finally {
            never.countDown();
        }
    }

    @Test
    void neitherRedirectsNorRetryAfterSendAnythingMore() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer((r, out) ->
                        r.path().equals("/moved")
                                ? ScriptedServer.empty(out, "302 Found", "Location: /")
                                : ScriptedServer.empty(out, "503 No", "Retry-After: 0"))) {
            fire(plan(server.base(), WeightedRequest.get("/moved"), 3, 1));
            fire(plan(server.base(), WeightedRequest.get("/busy"), 3, 1));

            assertThat(server.requests()).hasSize(6);
            assertThat(samples.stream().map(Sample::status)).containsOnly(302, 503);
        }
    }

    @Test
    void cacheHitsAreMarked() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer((r, out) ->
                        ScriptedServer.empty(
                                out,
                                "200 OK",
                                "X-Cache-Status: " + (r.onConnection() == 0 ? "MISS" : "HIT")))) {
            fire(plan(server.base(), 5, 1));

            assertThat(samples.stream().filter(Sample::fromCache)).hasSize(4);
        }
    }

    @Test
    void everyMethodCanBeSent() throws Exception {
        List<String> methods = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");
        try (ScriptedServer server =
                new ScriptedServer((_, out) -> ScriptedServer.ok(out, "1", ""))) {
            for (String method : methods) {
                fire(
                        plan(
                                server.base(),
                                new WeightedRequest(method, "/x?q=1", Optional.empty(), 1),
                                1,
                                1));
            }

            assertThat(server.requests().stream().map(Request::method)).isEqualTo(methods);
            assertThat(samples).noneMatch(Sample::isError);
        }
    }

    @Test
    void aSinkThatFailsEndsTheRun() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.OK)) {
            TrafficRun run =
                    engine(OkHttpEngine.DEFAULT_TIMEOUT)
                            .start(
                                    plan(server.base(), 1_000_000, 4),
                                    _ -> {
                                        throw new IllegalStateException("no room");
                                    });

            assertThat(run.await(LONG)).isTrue();
            assertThat(run.finished()).isZero();
        }
    }

    @Test
    void aClosedModelCanEndByTheClock() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.OK)) {
            TrafficRun run =
                    fire(
                            plan(
                                    server.base(),
                                    new Load.Closed(
                                            4,
                                            Duration.ZERO,
                                            Load.Until.time(Duration.ofMillis(300)))));

            assertThat(run.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            assertThat(samples).isNotEmpty().noneMatch(Sample::isError);
            assertThat(samples).allMatch(sample -> sample.sentNanos() < 2_000_000_000L);
            assertThat(server.requests()).hasSize(samples.size());
        }
    }

    @Test
    void aClientThinksBetweenAnAnswerAndItsNextRequest() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.OK)) {
            fire(
                    plan(
                            server.base(),
                            new Load.Closed(1, Duration.ofMillis(40), Load.Until.requests(5))));

            List<Sample> inOrder = new ArrayList<>(samples);
            assertThat(inOrder).hasSize(5);
            for (int i = 1; i < 5; i++) {
                Sample before = inOrder.get(i - 1);
                assertThat(inOrder.get(i).sentNanos())
                        .isGreaterThanOrEqualTo(
                                before.sentNanos() + before.latencyNanos() + 40_000_000);
            }
        }
    }

    @Test
    void anOpenModelSendsWhatIsDue() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.OK)) {
            fire(
                    plan(
                            server.base(),
                            Load.Open.constant(200, Duration.ofSeconds(1), Load.Arrivals.EVEN)));

            assertThat(samples)
                    .hasSize(200)
                    .noneMatch(Sample::isError)
                    .allSatisfy(sample -> {
                        assertThat(sample.dueNanos()).isEqualTo(sample.index() * 5_000_000);
                        assertThat(sample.latenessNanos()).isNotNegative();
                        assertThat(sample.serviceNanos()).isPositive();
                    });
        }
    }

    /// One answer takes 20 ms and a request is due every 10: the hundredth waits for a second.
    @Test
    void latencyCountsFromTheMomentItWasDue() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer((_, out) -> {
                    LockSupport.parkNanos(20_000_000);
                    return ScriptedServer.ok(out, "1", "");
                })) {
            fire(
                    plan(
                            server.base(),
                            new Load.Open(
                                    List.of(new Load.Stage(100, 100, Duration.ofMillis(500))),
                                    Load.Arrivals.EVEN,
                                    1)));

            assertThat(samples).hasSize(50);
            assertThat(samples)
                    .allSatisfy(sample -> {
                        long i = sample.index();
                        assertThat(sample.latencyNanos())
                                .isGreaterThanOrEqualTo(((i + 1) * 20 - i * 10) * 1_000_000);
                        assertThat(sample.serviceNanos()).isGreaterThanOrEqualTo(20_000_000);
                    });
        }
    }

    @Test
    void stopEndsAnOpenModelAtOnce() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (ScriptedServer server =
                new ScriptedServer((_, out) -> {
                    awaitQuietly(never);
                    return ScriptedServer.ok(out, "1", "");
                })) {
            TrafficPlan plan =
                    plan(
                            server.base(),
                            Load.Open.constant(100, Duration.ofHours(1), Load.Arrivals.POISSON));
            TrafficRun run = engine(LONG).start(plan, sample -> samples.add(sample.kept()));
            await().until(() -> run.inFlight() > 10);

            run.stop();

            assertThat(run.await(Duration.ofSeconds(5))).isTrue();
            assertThat(run.inFlight()).isZero();
            assertThat(run.cancelled()).isGreaterThan(10);
            assertThat(samples).isEmpty();
        } finally {
            never.countDown();
        }
    }

    @Test
    void headersOfARequestAreSentAsTheyStand() throws Exception {
        WeightedRequest request =
                post().withHeaders(
                                List.of(
                                        new HeaderLine("X-Product", "no. {product}"),
                                        new HeaderLine("User-Agent", "curl/8"),
                                        new HeaderLine("Content-Type", "text/plain")));
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.OK)) {
            fire(plan(server.base(), request, 20, 2));

            assertThat(server.requests())
                    .hasSize(20)
                    .allSatisfy(r -> {
                        assertThat(header(r, "X-Product")).matches("no\\. [123]");
                        assertThat(header(r, "User-Agent")).isEqualTo("curl/8");
                        assertThat(header(r, "Content-Type")).isEqualTo("text/plain");
                    });
        }
    }

    @Test
    void aServerElsewhereIsFiredAtOnceItIsConfirmed() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.OK)) {
            String address = "http://localhost:" + server.base().getPort();
            TrafficPlan plan =
                    plan(server.base(), 50, 4).sentTo(Elsewhere.confirmed(address, "LOCALHOST"));

            TrafficRun run = engine(LONG).start(plan, sample -> samples.add(sample.kept()));

            assertThat(run.await(LONG)).isTrue();
            assertThat(samples).hasSize(50).noneMatch(Sample::isError);
        }
    }

    @Test
    void aNameThatNobodyKnowsEndsTheRunInWords() throws Exception {
        TrafficPlan plan =
                plan(URI.create("http://127.0.0.1"), 30, 4)
                        .sentTo(
                                Elsewhere.confirmed(
                                        "http://nowhere.invalid:8000", "nowhere.invalid"));

        TrafficRun run = engine(LONG).start(plan, sample -> samples.add(sample.kept()));

        assertThat(run.await(LONG)).isTrue();
        assertThat(samples)
                .hasSize(30)
                .allMatch(sample -> sample.failure().equals("target can't be found by name"));
    }

    @Test
    void aStatusThatIsNotWhatItShouldBeIsAnErrorInWords() throws Exception {
        WeightedRequest request =
                WeightedRequest.get("/x").withChecks(List.of(Check.parse("status 2xx")));
        try (ScriptedServer server =
                new ScriptedServer((r, out) ->
                        r.onConnection() % 2 == 0
                                ? ScriptedServer.ok(out, "1", "")
                                : ScriptedServer.empty(out, "404 Not Found", "X-Instance-ID: 1"))) {
            fire(plan(server.base(), request, 10, 1));
        }
        assertThat(samples.stream().filter(Sample::isError).map(Sample::failure))
                .hasSize(5)
                .containsOnly("check failed: status 404, not 2xx");
        assertThat(samples).allMatch(sample -> sample.instance().equals("1"));
    }

    private static boolean diesAtTheThird(Request request, OutputStream out) throws IOException {
        return request.onConnection() < 2 && ScriptedServer.ok(out, "1", "");
    }

    private static WeightedRequest post() {
        return new WeightedRequest("POST", "/purchase", Optional.of("{}"), 1);
    }

    private TrafficRun fire(TrafficPlan plan) throws InterruptedException {
        TrafficRun run =
                engine(OkHttpEngine.DEFAULT_TIMEOUT)
                        .start(plan, sample -> samples.add(sample.kept()));
        assertThat(run.await(LONG)).isTrue();
        return run;
    }

    private TrafficRun fire(TrafficPlan plan, int requests, int concurrency)
            throws InterruptedException {
        return fire(
                new TrafficPlan(
                        plan.name(),
                        plan.base(),
                        plan.mix(),
                        requests,
                        concurrency,
                        plan.clients(),
                        plan.seed()));
    }

    private static TrafficPlan plan(URI base, Load load) {
        return new TrafficPlan(
                "test",
                base,
                List.of(WeightedRequest.get("/")),
                load,
                ClientPools.thisMachine(),
                1);
    }

    private static TrafficPlan plan(URI base, int requests, int concurrency) {
        return plan(base, WeightedRequest.get("/products/1"), requests, concurrency);
    }

    private static TrafficPlan plan(
            URI base, WeightedRequest request, int requests, int concurrency) {
        return new TrafficPlan(
                "test",
                base,
                List.of(request),
                requests,
                concurrency,
                ClientPools.thisMachine(),
                1);
    }

    private static TrafficPlan plan(
            URI base, int requests, int concurrency, ClientPool clients, long seed) {
        return new TrafficPlan(
                "test",
                base,
                List.of(WeightedRequest.get("/")),
                requests,
                concurrency,
                clients,
                seed);
    }

    private static String header(Request request, String name) {
        return request.head()
                .lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .collect(Collectors.joining(","));
    }

    private static void awaitQuietly(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
