package io.lblab.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lblab.distribution.verdict.RunVerdict;
import io.lblab.distribution.verdict.VerdictWords;
import io.lblab.nginx.ApplyResult;
import io.lblab.nginx.ConfigApplier;
import io.lblab.nginx.LiveConfig;
import io.lblab.nginx.NginxHost;
import io.lblab.stack.local.NginxFixture;
import io.lblab.traffic.ClientPool;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.OkHttpEngine;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficPreset;
import io.lblab.traffic.TrafficRun;
import io.lblab.traffic.WeightedRequest;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The engine, both observers and a real nginx with two workers, in front of small servers.
@Tag("local")
@Timeout(120)
class TrafficThroughNginxTest {

    private static final Duration LONG = Duration.ofSeconds(100);
    private static final int UNTIL_STOPPED = TrafficPlan.MAX_REQUESTS;

    private NginxFixture nginx;
    private NginxHost host;
    private NginxLogCounter log;
    private NginxHost.Subscription subscription;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        nginx = new NginxFixture(folder, 2);
        host = nginx.host();
    }

    @AfterEach
    void stop() {
        if (subscription != null) {
            subscription.close();
        }
        nginx.close();
    }

    @Test
    void tenThousandAtSixtyFourAreFiveThousandEach() throws Exception {
        Fired fired = fire(loadTest(10_000, ClientPools.thisMachine()), even(), _ -> {});

        assertThat(counts(fired)).containsExactly(5_000L, 5_000L);
        assertThat(fired.snapshot.errors()).isZero();
        assertThat(fired.observers().agree()).isTrue();
        assertThat(fired.observers().sentences())
                .containsExactly("Both saw the same: app1 5,000, app2 5,000.");
    }

    @Test
    void weightsAreKeptToTheRequest() throws Exception {
        Upstream weighted = nginx.upstream(new Strategy.RoundRobin(), 3, 1);
        apply(weighted);

        Fired fired = fire(loadTest(4_000, ClientPools.thisMachine()), weighted, _ -> {});

        assertThat(counts(fired)).containsExactly(3_000L, 1_000L);
        assertThat(text(verdict(fired, weighted)))
                .isEqualTo(
                        "Matches weighted round-robin 3:1 exactly: app1 3,000, app2 1,000 (χ² p = 1.00).");
    }

    @Test
    void everyNetworkStaysWhereIpHashPutsItBySourceAddress() throws Exception {
        assertSticky(ClientPools.local(256, 7));
    }

    @Test
    void everyNetworkStaysWhereIpHashPutsItByHeaderFromTheLab() throws Exception {
        assertSticky(ClientPools.forwarded(256, 7).boundTo(host.site().labAddress()));
    }

    @Test
    void clientsOfOneNetworkAreOneClientToIpHash() throws Exception {
        apply(nginx.upstream(new Strategy.IpHash()));

        Fired fired =
                fire(
                        loadTest(600, ClientPools.local(200, 3, 7).withFreshConnections(true)),
                        nginx.upstream(new Strategy.IpHash()),
                        _ -> {});

        Map<String, Set<Integer>> instances = new TreeMap<>();
        fired.snapshot
                .clients()
                .forEach((address, met) ->
                        instances
                                .computeIfAbsent(
                                        address.substring(0, address.lastIndexOf('.')),
                                        _ -> new TreeSet<>())
                                .add(
                                        met.get(0) == met.total()
                                                ? 0
                                                : met.get(1) == met.total() ? 1 : 2));
        assertThat(instances).hasSize(3);
        assertThat(instances.values()).allSatisfy(met -> assertThat(met).hasSize(1));
        assertThat(verdict(fired, nginx.upstream(new Strategy.IpHash())).forecast().counts())
                .isEqualTo(counts(fired).stream().map(Long::doubleValue).toList());
    }

    @Test
    void aHashFollowsItsForecastAndASkewedKeyIsNamed() throws Exception {
        Upstream hashed = nginx.upstream(new Strategy.Hash("$request_uri", true));
        apply(hashed);
        List<WeightedRequest> mix = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            mix.add(new WeightedRequest("GET", "/item/" + i + "?a=b", Optional.empty(), 1));
        }
        Fired even = fire(plan(3_000, mix), hashed, _ -> {});
        subscription.close();
        mix.add(new WeightedRequest("GET", "/item/hot", Optional.empty(), 240));
        Fired skewed = fire(plan(3_000, mix), hashed, _ -> {});

        assertThat(verdict(even, hashed).forecast().counts())
                .isEqualTo(counts(even).stream().map(Long::doubleValue).toList());
        assertThat(text(verdict(even, hashed)))
                .startsWith(
                        "Matches consistent hash 1:1 exactly, as forecast for the keys sent (60): app1 ");
        assertThat(verdict(skewed, hashed).forecast().counts())
                .isEqualTo(counts(skewed).stream().map(Long::doubleValue).toList());
        assertThat(text(verdict(skewed, hashed)))
                .contains(
                        ": one key, /item/hot, makes up ",
                        " %",
                        " of the requests, and all of them go to app")
                .endsWith("For the keys that were sent that is what the forecast says.");
    }

    private TrafficPlan plan(int requests, List<WeightedRequest> mix) {
        return new TrafficPlan(
                "test", host.site().entry(), mix, requests, 32, ClientPools.thisMachine(), 42);
    }

    @Test
    void aForgedHeaderFromElsewhereChangesNothing() throws Exception {
        apply(nginx.upstream(new Strategy.IpHash()));

        Fired fired =
                fire(
                        loadTest(400, ClientPools.forwarded(64, 7).boundTo("127.77.1.1")),
                        nginx.upstream(new Strategy.IpHash()),
                        _ -> {});

        assertThat(counts(fired)).containsExactlyInAnyOrder(400L, 0L);
        assertThat(text(verdict(fired, nginx.upstream(new Strategy.IpHash()))))
                .contains("perhaps nginx does not see the addresses that the clients were given");
    }

    @Test
    void aDeadServerCostsNoRequestAndIsExplained() throws Exception {
        Fired fired =
                fire(
                        loadTest(UNTIL_STOPPED, ClientPools.thisMachine()),
                        even(),
                        run -> {
                            await().until(() -> run.finished() > 500);
                            nginx.stopServer(2);
                            long then = run.finished();
                            await().until(() -> run.finished() > then + 500);
                        });

        assertThat(fired.snapshot.errors()).isZero();
        assertThat(counts(fired).getFirst()).isGreaterThan(counts(fired).getLast() + 300);
        assertThat(text(verdict(fired, even())))
                .matches(
                        "app2 got [0-9,]+, [0-9,]+ fewer than expected: it has been marked failed since .*, retry in [0-9]+ s.*");
        TwoObservers both = fired.observers();
        assertDiffersByCancelledOnly(both, fired.cancelled);
        assertThat(both.rows().get(1).tried()).isGreaterThan(both.rows().get(1).nginx());
        assertThat(both.sentences()).anyMatch(s -> s.startsWith("nginx asked app2 "));
    }

    @Test
    void reloadsUnderLoadFailNoRequest() throws Exception {
        Upstream weighted = nginx.upstream(new Strategy.RoundRobin(), 3, 1);
        Fired fired =
                fire(
                        loadTest(UNTIL_STOPPED, ClientPools.thisMachine()),
                        even(),
                        run -> {
                            apply(weighted);
                            apply(even());
                            long then = run.finished();
                            await().until(() -> run.finished() > then + 500);
                        });

        assertThat(fired.snapshot.failures()).isEmpty();
        assertThat(fired.snapshot.errors()).isZero();
        assertThat(counts(fired).stream().mapToLong(Long::longValue).sum())
                .isEqualTo(fired.snapshot.total());
        assertDiffersByCancelledOnly(fired.observers(), fired.cancelled);
    }

    @Test
    void weightsChangedInMidRunAreNamed() throws Exception {
        LiveConfig before = new ConfigApplier(host).live();
        Fired fired =
                fire(
                        loadTest(UNTIL_STOPPED, ClientPools.thisMachine()),
                        even(),
                        run -> {
                            await().until(() -> run.finished() > 500);
                            apply(nginx.upstream(new Strategy.RoundRobin(), 5, 1));
                            long then = run.finished();
                            await().until(() -> run.finished() > then + 2_000);
                        });

        assertThat(text(verdict(fired, even(), before)))
                .contains(" than expected: the weights became 5:1 at ");
    }

    @Test
    void healthChecksAlternateAndAreNotLogged() throws Exception {
        TrafficPlan plan =
                TrafficPreset.HEALTH_CHECKS.plan(host.site().entry(), ClientPools.thisMachine(), 1);

        Fired fired = fire(plan, even(), _ -> {});

        assertThat(fired.snapshot.recent()).containsExactly(0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
        assertThat(fired.nginx.requests()).isZero();
        assertThat(text(verdict(fired, even())))
                .contains(
                        "Matches round-robin 1:1 exactly: app1 5, app2 5", "at most 0.50 requests");
        assertThat(fired.observers().sentences())
                .containsExactly(
                        "10 answers are missing in nginx's log: its configuration doesn't log /health.");
    }

    /// What was on its way at the stop, nginx may have answered and logged.
    private static void assertDiffersByCancelledOnly(TwoObservers both, long cancelled) {
        assertThat(both.rows()).allSatisfy(row -> assertThat(row.difference()).isNotNegative());
        assertThat(both.rows().stream().mapToLong(TwoObservers.Row::difference).sum())
                .isLessThanOrEqualTo(cancelled);
    }

    private void assertSticky(ClientPool clients) throws Exception {
        Upstream sticky = nginx.upstream(new Strategy.IpHash(), 2, 1);
        apply(sticky);

        Fired fired = fire(loadTest(6_400, clients), sticky, _ -> {});

        assertThat(fired.snapshot.clients()).hasSize(256);
        fired.snapshot
                .clients()
                .forEach((address, met) -> {
                    int expected = ipHash(address, 2, 1);
                    assertThat(met.get(expected)).as(address).isEqualTo(met.total());
                });
        RunVerdict verdict = verdict(fired, sticky);
        assertThat(verdict.forecast().counts())
                .isEqualTo(counts(fired).stream().map(Long::doubleValue).toList());
        assertThat(verdict.forecast().differing(fired.snapshot.recent())).isZero();
        assertThat(verdict.forecast().picks()).hasSize(DistributionSnapshot.RECENT);
        assertThat(text(verdict))
                .startsWith(
                        "Matches ip_hash 2:1 exactly: each of 256 clients met only the instance its address hashes to: app1 ");
        assertThat(fired.observers().agree()).isTrue();
    }

    /// The server of an address by nginx's own arithmetic (ngx_http_upstream_ip_hash_module.c).
    private static int ipHash(String address, int first, int second) {
        String[] octets = address.split("\\.", -1);
        int hash = 89;
        for (int i = 0; i < 3; i++) {
            hash = (hash * 113 + Integer.parseInt(octets[i])) % 6271;
        }
        return hash % (first + second) < first ? 0 : 1;
    }

    private RunVerdict verdict(Fired fired, Upstream upstream) throws Exception {
        LiveConfig live = new ConfigApplier(host).live();
        return verdict(fired, upstream, live);
    }

    private RunVerdict verdict(Fired fired, Upstream upstream, LiveConfig before) throws Exception {
        LiveConfig live = new ConfigApplier(host).live();
        return RunVerdict.of(
                fired.snapshot,
                upstream,
                fired.plan,
                fired.startedAt,
                Optional.of(fired.nginx),
                fired.cancelled,
                Circumstances.of(before, live, log));
    }

    private static String text(RunVerdict verdict) {
        return verdict.text(VerdictWords.english(), Instant.now());
    }

    private record Fired(
            TrafficPlan plan,
            Instant startedAt,
            DistributionSnapshot snapshot,
            NginxCounts nginx,
            long cancelled) {

        TwoObservers observers() {
            return TwoObservers.compare(snapshot, nginx, plan, cancelled);
        }
    }

    /// Something done while a run is going on.
    private interface Meanwhile {
        void act(TrafficRun run) throws Exception;
    }

    private Fired fire(TrafficPlan plan, Upstream upstream, Meanwhile meanwhile) throws Exception {
        log = new NginxLogCounter(host.site().instanceAddresses(), upstream);
        subscription = host.followAccessLog(log);
        RunRecorder recorder = new RunRecorder(upstream, host.site().instanceIds());
        Instant startedAt = Instant.now();
        TrafficRun run = new OkHttpEngine().start(plan, recorder);
        meanwhile.act(run);
        if (plan.requests() == UNTIL_STOPPED) {
            assertThat(run.isRunning()).isTrue();
            run.stop();
        }
        assertThat(run.await(LONG)).isTrue();
        DistributionSnapshot snapshot = recorder.snapshot();
        assertThat(snapshot.total()).isEqualTo(run.finished());
        assertThat(plan.requests()).isIn((int) snapshot.total(), UNTIL_STOPPED);
        if (!plan.mix().getFirst().path().equals("/health")) {
            assertThat(log.await(snapshot, Duration.ofSeconds(10))).isTrue();
        }
        return new Fired(plan, startedAt, snapshot, log.counts(), run.cancelled());
    }

    private void apply(Upstream upstream) throws Exception {
        assertThat(new ConfigApplier(host).apply(upstream, _ -> {}))
                .isInstanceOf(ApplyResult.Applied.class);
    }

    private Upstream even() {
        return nginx.upstream(new Strategy.RoundRobin());
    }

    private TrafficPlan loadTest(int requests, ClientPool clients) {
        return new TrafficPlan(
                "test",
                host.site().entry(),
                List.of(WeightedRequest.get("/products/1")),
                requests,
                64,
                clients,
                42);
    }

    private static List<Long> counts(Fired fired) {
        return fired.snapshot.instances().stream().limit(2).map(InstanceCount::count).toList();
    }
}
