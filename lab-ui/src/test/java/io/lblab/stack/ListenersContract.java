package io.lblab.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lblab.nginx.ApplyResult;
import io.lblab.nginx.ConfigApplier;
import io.lblab.nginx.NginxSite;
import io.lblab.traffic.ClientPool;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.listen.ListenPlan;
import io.lblab.traffic.listen.Listeners;
import io.lblab.traffic.listen.ListenersSnapshot;
import io.lblab.traffic.listen.ListenersSnapshot.Heard;
import io.lblab.traffic.listen.ProbePlan;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Listeners on the shop's real event stream, through a real nginx.
public abstract class ListenersContract {

    protected static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(5);

    private NginxSite site;

    /// The running stack of two instances.
    protected abstract Stack stack();

    /// Even.
    protected abstract int many();

    /// So many client addresses in networks of their own.
    protected abstract ClientPool clients(int number);

    @BeforeEach
    final void site() throws Exception {
        site = stack().nginx().site();
    }

    @Test
    final void roundRobinSpreadsThemAndEachHearsEveryPurchaseAndProbe() throws Exception {
        try (Listeners all = open(ClientPools.thisMachine())) {
            assertThat(held(all)).isEqualTo(Map.of("1", many() / 2, "2", many() / 2));
            await().atMost(LONG).until(() -> all.snapshot().probes().published() >= 10);
            buy();
            all.endProbing();
            int probes = all.snapshot().probes().published();
            await().atMost(LONG)
                    .until(() ->
                            all.snapshot().listeners().stream()
                                    .allMatch(one -> one.events() == probes + 1));

            ListenersSnapshot found = all.snapshot();
            assertThat(found.probes().receipts()).isEqualTo((long) many() * probes);
            assertThat(found.probes().missed()).isZero();
            assertThat(found.probes().failures()).isEmpty();
            assertThat(found.probes().p50Millis()).isBetween(0.1, 500.0);
            assertThat(found.breaks()).isEmpty();
        }
    }

    @Test
    final void ipHashHoldsEachWhereItsAddressSays() throws Exception {
        applied(live().withStrategy(new Strategy.IpHash()));
        try (Listeners all = open(clients(many()))) {
            assertThat(all.snapshot().listeners())
                    .allSatisfy(one ->
                            assertThat(one.instance()).as(one.client()).isEqualTo(ipHash(one)));
            assertThat(held(all)).containsOnlyKeys("1", "2");
        }
    }

    @Test
    final void whoLosesAnInstanceGoesToTheOtherAndMissesNothingAfterwards() throws Exception {
        try (Listeners all = open(ClientPools.thisMachine())) {
            await().atMost(LONG).until(() -> all.snapshot().probes().published() >= 2);

            stack().killService("app2");
            await().atMost(LONG).until(() -> held(all).equals(Map.of("1", many(), "2", 0)));
            int probes = all.snapshot().probes().published();
            long receipts = all.snapshot().probes().receipts();
            long away = all.snapshot().probes().away();
            await().atMost(LONG).until(() -> all.snapshot().probes().published() >= probes + 5);
            all.endProbing();

            ListenersSnapshot found = all.snapshot();
            // The probe that was under way when the last one came back may have been too early.
            long since = (long) many() * (found.probes().published() - probes);
            assertThat(found.probes().receipts() - receipts + found.probes().away() - away)
                    .isBetween(since, since + many());
            assertThat(found.reconnects()).isEqualTo(many() / 2);
            assertThat(found.probes().missed()).isZero();
            assertThat(found.missing()).isEmpty();
            assertThat(found.listeners().stream().filter(one -> one.reconnects() > 0))
                    .hasSize(many() / 2)
                    .allSatisfy(one -> assertThat(one.instance()).isEqualTo("1"));
        }
    }

    @Test
    final void aReloadBreaksNoStream() throws Exception {
        try (Listeners all = open(ClientPools.thisMachine())) {
            await().atMost(LONG).until(() -> all.snapshot().probes().published() >= 2);

            applied(live().withWeights(Map.of("app1", 3, "app2", 1)));
            int probes = all.snapshot().probes().published();
            await().atMost(LONG).until(() -> all.snapshot().probes().published() >= probes + 10);
            all.endProbing();

            ListenersSnapshot found = all.snapshot();
            assertThat(found.probes().missed()).isZero();
            assertThat(found.breaks()).isEmpty();
            assertThat(found.reconnects()).isZero();
            assertThat(held(all)).isEqualTo(Map.of("1", many() / 2, "2", many() / 2));
        }
    }

    protected final Upstream live() throws Exception {
        return new ConfigApplier(stack().nginx()).live().upstream();
    }

    protected final void applied(Upstream upstream) throws Exception {
        assertThat(new ConfigApplier(stack().nginx()).apply(upstream, _ -> {}))
                .isInstanceOf(ApplyResult.Applied.class);
    }

    protected final Listeners open(ClientPool pool) throws InterruptedException {
        List<URI> publishers =
                site.instanceIds().values().stream()
                        .sorted()
                        .map(id -> URI.create(site.entry() + "/lab/instance/" + id))
                        .toList();
        ProbePlan probe =
                new ProbePlan(
                        publishers,
                        Map.of("X-Lab-Token", site.token()),
                        Duration.ofMillis(100),
                        PROBE_PATIENCE);
        Listeners all =
                Listeners.open(new ListenPlan(site.entry(), many(), pool, Optional.of(probe)));
        assertThat(all.awaitAllOpen(LONG)).as("%s", all.snapshot().breaks()).isTrue();
        return all;
    }

    protected static Map<String, Integer> held(Listeners all) {
        return all.snapshot().instances().entrySet().stream()
                .collect(
                        java.util.stream.Collectors.toMap(
                                Map.Entry::getKey, e -> e.getValue().listeners()));
    }

    private void buy() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var answer =
                    http.send(
                            HttpRequest.newBuilder(URI.create(site.entry() + "/purchase"))
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "{\"product_id\":1,\"quantity\":1}"))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    /// The instance of an address by nginx's own arithmetic (ngx_http_upstream_ip_hash_module.c).
    private static String ipHash(Heard one) {
        String[] octets = one.client().split("\\.", -1);
        int hash = 89;
        for (int i = 0; i < 3; i++) {
            hash = (hash * 113 + Integer.parseInt(octets[i])) % 6271;
        }
        return hash % 2 == 0 ? "1" : "2";
    }
}
