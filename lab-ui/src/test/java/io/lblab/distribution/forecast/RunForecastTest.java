package io.lblab.distribution.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.distribution.Circumstances;
import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.RunRecorder;
import io.lblab.distribution.forecast.RunForecast.Basis;
import io.lblab.traffic.ClientPool;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.HeaderLine;
import io.lblab.traffic.Journey;
import io.lblab.traffic.PlanSequence;
import io.lblab.traffic.Sample;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.WeightedRequest;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunForecastTest {

    private static final WeightedRequest PRODUCT = WeightedRequest.get("/products/{product}?a=1");

    @Test
    void turnsAreCountedToTheRequest() {
        Upstream upstream = upstream(new Strategy.RoundRobin(), 3, 1);
        TrafficPlan plan = plan(10_001, 64, one(), PRODUCT);

        RunForecast forecast = forecast(upstream, plan, 10_001, i -> i % 4 == 2 ? 1 : 0);

        assertThat(forecast.basis()).isEqualTo(Basis.TURNS);
        assertThat(forecast.counts()).containsExactly(7_501.0, 2_500.0);
        assertThat(forecast.picks()).isEmpty();
    }

    @Test
    void turnsOneAfterTheOtherAreHeldAgainstThePicksWhereverTheyBegan() {
        Upstream upstream = upstream(new Strategy.RoundRobin(), 3, 1);
        TrafficPlan plan = plan(100, 1, one(), PRODUCT);

        RunForecast inTurn = forecast(upstream, plan, 100, i -> i % 4 == 0 ? 1 : 0);
        RunForecast astray = forecast(upstream, plan, 100, i -> i % 4 == 0 || i == 50 ? 1 : 0);

        assertThat(inTurn.picks()).hasSize(100).startsWith(1, 0, 0, 0, 1);
        assertThat(inTurn.differing(recent(100, i -> i % 4 == 0 ? 1 : 0))).isZero();
        assertThat(astray.differing(recent(100, i -> i % 4 == 0 || i == 50 ? 1 : 0))).isEqualTo(1);
    }

    /// nginx's own arithmetic (ngx_http_upstream_ip_hash_module.c) over the plan's own sequence.
    @Test
    void ipHashIsCountedByTheNetworksOfTheClientsThatWereSent() {
        Upstream upstream = upstream(new Strategy.IpHash(), 2, 1);
        ClientPool clients = ClientPools.forwarded(50, 3);
        TrafficPlan plan = plan(4_000, 64, clients, PRODUCT);
        PlanSequence sequence = new PlanSequence(plan);
        IntUnaryOperator nginx =
                i -> {
                    String[] octets =
                            clients.addresses().get(sequence.at(i).client()).split("\\.", -1);
                    int hash = 89;
                    for (int o = 0; o < 3; o++) {
                        hash = (hash * 113 + Integer.parseInt(octets[o])) % 6271;
                    }
                    return hash % 3 < 2 ? 0 : 1;
                };

        RunForecast forecast = forecast(upstream, plan, 4_000, nginx);

        assertThat(forecast.basis()).isEqualTo(Basis.CLIENTS);
        assertThat(forecast.counts()).isEqualTo(counted(4_000, nginx));
        assertThat(forecast.homes()).hasSize(50);
        assertThat(forecast.picks()).isEqualTo(recent(4_000, nginx));
        assertThat(forecast.count(0)).isNotEqualTo(4_000 * 2 / 3.0);
    }

    /// The same for `hash KEY` (ngx_http_upstream_hash_module.c).
    @Test
    void aHashIsCountedByTheKeysThatWereSent() {
        Upstream upstream = upstream(new Strategy.Hash("$request_uri|$remote_addr", false), 1, 1);
        ClientPool clients = ClientPools.forwarded(20, 3);
        TrafficPlan plan = plan(3_000, 64, clients, PRODUCT);
        PlanSequence sequence = new PlanSequence(plan);
        IntUnaryOperator nginx =
                i -> {
                    PlanSequence.Pick pick = sequence.at(i);
                    CRC32 crc = new CRC32();
                    crc.update(
                            ("/products/"
                                            + pick.product()
                                            + "?a=1|"
                                            + clients.addresses().get(pick.client()))
                                    .getBytes(StandardCharsets.US_ASCII));
                    return (int) ((crc.getValue() >>> 16 & 0x7fff) % 2);
                };

        RunForecast forecast = forecast(upstream, plan, 3_000, nginx);

        assertThat(forecast.basis()).isEqualTo(Basis.KEYS);
        assertThat(forecast.counts()).isEqualTo(counted(3_000, nginx));
        assertThat(forecast.keys().orElseThrow().different()).isEqualTo(60);
        assertThat(forecast.keys().orElseThrow().isSkewed()).isFalse();
        assertThat(forecast.picks()).isEqualTo(recent(3_000, nginx));
    }

    @Test
    void oneKeyThatMakesUpMuchIsSkewed() {
        Upstream upstream = upstream(new Strategy.Hash("$uri", true), 1, 1);
        List<WeightedRequest> mix = new ArrayList<>();
        mix.add(new WeightedRequest("GET", "/products/1", Optional.empty(), 60));
        for (int i = 2; i < 42; i++) {
            mix.add(new WeightedRequest("GET", "/products/" + i, Optional.empty(), 1));
        }
        TrafficPlan plan = plan(1_000, 64, one(), mix.toArray(WeightedRequest[]::new));

        RunForecast.KeyUse use = forecast(upstream, plan, 1_000, _ -> 0).keys().orElseThrow();

        assertThat(use.most()).isEqualTo("/products/1");
        assertThat(use.share()).isBetween(0.55, 0.65);
        assertThat(use.different()).isEqualTo(41);
        assertThat(use.isSkewed()).isTrue();
    }

    @Test
    void whatDependsOnDurationsAndWhatIsNotKnownIsSaid() {
        TrafficPlan plan = plan(100, 8, one(), PRODUCT);

        RunForecast least =
                forecast(upstream(new Strategy.LeastConn(), 3, 1), plan, 100, i -> i % 2);
        assertThat(least.basis()).isEqualTo(Basis.IDLE);
        assertThat(least.counts()).containsExactly(75.0, 25.0);
        assertThat(least.picks()).isEmpty();
        assertThat(
                        forecast(upstream(new Strategy.RandomTwo(), 1, 1), plan, 100, i -> i % 2)
                                .basis())
                .isEqualTo(Basis.IDLE);
        assertThat(
                        forecast(
                                        upstream(new Strategy.Hash("$remote_port", false), 1, 1),
                                        plan,
                                        100,
                                        i -> i % 2)
                                .isKnown())
                .isFalse();
        RunForecast random = forecast(upstream(new Strategy.Random(), 3, 1), plan, 100, i -> i % 2);
        assertThat(random.basis()).isEqualTo(Basis.LOTS);
        assertThat(random.share(0)).isEqualTo(0.75);
        assertThat(random.count(2)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({
        "$request_uri, //a/../b%20c?x=1&y=2",
        "$uri, /b c",
        "$args, x=1&y=2",
        "$arg_y, 2",
        "$arg_z.$cookie_a, .",
        "$request_method$scheme, GEThttp",
        "$host|$http_host, 127.0.0.1|127.0.0.1:8000",
        "$remote_addr-$binary_remote_addr, 127.0.0.1-127.0.0.1"
    })
    void variablesAreWhatNginxMakesOfTheRequest(String key, String text) {
        TrafficPlan plan = plan(1, 1, one(), WeightedRequest.get("//a/../b%20c?x=1&y=2"));

        assertThat(
                        new KeyVariables(plan)
                                .evaluate(
                                        key,
                                        plan.mix().getFirst(),
                                        plan.mix().getFirst().path(),
                                        "127.0.0.1")
                                .orElseThrow()
                                .text())
                .isEqualTo(text);
    }

    /// What was counted before is not counted again.
    @Test
    void aForecastGoesOnWithTheRun() {
        Upstream upstream = upstream(new Strategy.IpHash(), 1, 1);
        TrafficPlan plan = plan(2_000, 8, ClientPools.forwarded(9, 1), PRODUCT);
        RunForecaster forecaster = new RunForecaster(upstream, plan);
        Circumstances calm = Circumstances.calm(upstream);

        forecaster.of(snapshot(upstream, 500, _ -> 0), 3, calm);
        RunForecast later = forecaster.of(snapshot(upstream, 2_000, _ -> 0), 0, calm);

        assertThat(later)
                .isEqualTo(
                        RunForecaster.of(
                                snapshot(upstream, 2_000, _ -> 0), upstream, plan, 0, calm));
    }

    /// Answers decide the order of a plan with journeys: only what each client sent is certain.
    @Test
    void withJourneysIpHashGoesByTheClientsSeenAndAHashHasNoForecast() {
        Upstream byClient = upstream(new Strategy.IpHash(), 1, 1);
        ClientPool clients = ClientPools.forwarded(9, 1);
        TrafficPlan plan =
                plan(300, 8, clients, PRODUCT)
                        .withJourneys(
                                List.of(
                                        new Journey(
                                                "look",
                                                3,
                                                List.of(
                                                        new Journey.Step("a", PRODUCT),
                                                        new Journey.Step("b", PRODUCT)))));
        RunRecorder recorder = new RunRecorder(byClient, Map.of("app1", "1", "app2", "2"));
        for (int i = 0; i < 300; i++) {
            // One client sends 200, another 100, whatever the plan's sequence says.
            String client = clients.addresses().get(i % 3 == 0 ? 0 : 1);
            recorder.accept(new Sample(i, i, 1_000, 200, "1", "", client, false, false, ""));
        }
        RunForecast forecast =
                RunForecaster.of(
                        recorder.snapshot(), byClient, plan, 0, Circumstances.calm(byClient));

        assertThat(forecast.basis()).isEqualTo(Basis.CLIENTS);
        assertThat(forecast.picks()).isEmpty();
        double[] wanted = new double[2];
        wanted[forecast.homes().get(clients.addresses().get(0))] += 100;
        wanted[forecast.homes().get(clients.addresses().get(1))] += 200;
        assertThat(forecast.counts()).containsExactly(wanted[0], wanted[1]);

        Upstream byKey = upstream(new Strategy.Hash("$request_uri", false), 1, 1);
        assertThat(forecast(byKey, plan, 300, _ -> 0).basis()).isEqualTo(Basis.FILLED);
        assertThat(forecast(byKey, plan, 300, _ -> 0).isKnown()).isFalse();
        assertThat(
                        forecast(
                                        byKey,
                                        plan(300, 8, clients, PRODUCT).withCookies(true),
                                        300,
                                        _ -> 0)
                                .basis())
                .isEqualTo(Basis.FILLED);
        assertThat(forecast(byKey, plan(300, 8, clients, PRODUCT), 300, _ -> 0).basis())
                .isEqualTo(Basis.KEYS);
    }

    @Test
    void aVariableThatAHeaderOfThePlanDecidesIsNotKnown() {
        WeightedRequest request =
                PRODUCT.withHeaders(
                        List.of(
                                new HeaderLine("User-Agent", "curl"),
                                new HeaderLine("Cookie", "a=1")));
        for (String key : List.of("$http_user_agent", "$cookie_a")) {
            Upstream upstream = upstream(new Strategy.Hash(key + "$request_uri", false), 1, 1);
            assertThat(forecast(upstream, plan(9, 1, one(), request), 9, _ -> 0).basis())
                    .isEqualTo(Basis.NONE);
            assertThat(forecast(upstream, plan(9, 1, one(), PRODUCT), 9, _ -> 0).basis())
                    .isEqualTo(Basis.KEYS);
        }
    }

    private static RunForecast forecast(
            Upstream upstream, TrafficPlan plan, int requests, IntUnaryOperator picks) {
        return RunForecaster.of(
                snapshot(upstream, requests, picks),
                upstream,
                plan,
                0,
                Circumstances.calm(upstream));
    }

    private static DistributionSnapshot snapshot(
            Upstream upstream, int requests, IntUnaryOperator picks) {
        RunRecorder recorder = new RunRecorder(upstream, Map.of("app1", "1", "app2", "2"));
        for (int i = 0; i < requests; i++) {
            String instance = String.valueOf(1 + picks.applyAsInt(i));
            recorder.accept(
                    new Sample(i, i, 1_000, 200, instance, "", "127.0.0.1", false, false, ""));
        }
        return recorder.snapshot();
    }

    private static List<Integer> recent(int requests, IntUnaryOperator picks) {
        List<Integer> recent = new ArrayList<>();
        for (int i = Math.max(0, requests - DistributionSnapshot.RECENT); i < requests; i++) {
            recent.add(picks.applyAsInt(i));
        }
        return recent;
    }

    private static List<Double> counted(int requests, IntUnaryOperator picks) {
        double[] counts = new double[2];
        for (int i = 0; i < requests; i++) {
            counts[picks.applyAsInt(i)]++;
        }
        return List.of(counts[0], counts[1]);
    }

    private static ClientPool one() {
        return ClientPools.thisMachine();
    }

    private static TrafficPlan plan(
            int requests, int concurrency, ClientPool clients, WeightedRequest... mix) {
        return new TrafficPlan(
                "test",
                URI.create("http://127.0.0.1:8000"),
                List.of(mix),
                requests,
                concurrency,
                clients,
                5);
    }

    private static Upstream upstream(Strategy strategy, int w1, int w2) {
        return new Upstream(
                "app_backend",
                strategy,
                List.of(
                        Server.of("app1", "127.20.0.11", 8000).withWeight(w1),
                        Server.of("app2", "127.20.0.12", 8000).withWeight(w2)),
                32);
    }
}
