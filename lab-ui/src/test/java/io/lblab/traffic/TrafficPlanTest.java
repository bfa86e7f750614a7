package io.lblab.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficPlanTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org:8000",
                "http://192.168.0.1:8000",
                "http://127.0.0.1.example.org",
                "http://127.0.0.1@example.org:8000",
                "http://127.0.0.1000",
                "http://2130706433",
                "http://0.0.0.0:8000",
                "http://128.0.0.1",
                "http://localhost.example.org",
                "http:///products",
                "http://[::1]:8000",
                "file:/etc/hosts"
            })
    void onlyThisMachinesLoopbackIsFiredAt(String target) {
        assertThatThrownBy(() -> plan(target))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining(target)
                .hasMessageContaining("own stack on 127.0.0.1 only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://127.0.0.1:8000", "ftp://127.0.0.1", "http://me@127.0.0.1:8000"})
    void anotherSchemeOrAUserIsRefused(String target) {
        assertThatThrownBy(() -> plan(target))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("must look like http://127.0.0.1:8000");
    }

    @Test
    void localhostIsNotLookedUp() {
        assertThat(plan("http://localhost:8000/").base())
                .isEqualTo(URI.create("http://127.0.0.1:8000"));
        assertThat(plan("http://127.4.5.6").base()).isEqualTo(URI.create("http://127.4.5.6"));
    }

    @Test
    void poolsTakeEachNetworkOnceAndRepeatWithTheSeed() {
        ClientPool pool = ClientPools.local(500, 3);

        assertThat(pool.addresses()).isEqualTo(ClientPools.local(500, 3).addresses());
        assertThat(pool.addresses()).isNotEqualTo(ClientPools.local(500, 4).addresses());
        assertThat(pool.addresses().stream().map(TrafficPlanTest::network).distinct()).hasSize(500);
        assertThat(pool.addresses()).allMatch(address -> address.startsWith("127."));
        assertThat(pool.addresses()).noneMatch(address -> address.startsWith("127.0."));
    }

    /// Consecutive third octets would take the servers in turn under `ip_hash`, whatever it hashes.
    @Test
    void networksAreScattered() {
        List<String> addresses = ClientPools.forwarded(256, 1).addresses();

        assertThat(
                        addresses.stream()
                                .map(address -> address.split("\\.", -1)[1])
                                .distinct()
                                .count())
                .isGreaterThan(100);
        assertThat(
                        addresses.stream()
                                .map(address -> address.split("\\.", -1)[2])
                                .distinct()
                                .count())
                .isGreaterThan(100);
    }

    @Test
    void everyClientIsAnAddressOfItsKind() {
        assertThatThrownBy(() -> new ClientPool(List.of("10.0.0.1"), ClientPool.Via.SOURCE_ADDRESS))
                .hasMessageContaining("\"10.0.0.1\" is not one of this machine's own");
        assertThatThrownBy(() -> new ClientPool(List.of("app1"), ClientPool.Via.FORWARDED_FOR))
                .hasMessageContaining("\"app1\" is not an IPv4 or IPv6 address");
        assertThatThrownBy(() -> ClientPools.forwarded(2, 1).boundTo("10.0.0.1"))
                .hasMessageContaining("must be a 127.a.b.c");
        assertThatThrownBy(() -> ClientPools.forwarded(0, 1)).hasMessageContaining("between 1 and");
        assertThatThrownBy(() -> ClientPools.local(5_000, 1)).hasMessageContaining("5000");
        assertThat(ClientPools.forwardedIpv6(300, 1).addresses())
                .hasSize(300)
                .doesNotHaveDuplicates();
    }

    @Test
    void clientsAreSpreadOverAsManyNetworksAsAskedFor() {
        ClientPool pool = ClientPools.forwarded(600, 3, 8);

        assertThat(pool.addresses()).hasSize(600).doesNotHaveDuplicates();
        assertThat(pool.networks()).isEqualTo(3);
        assertThat(
                        pool.addresses().stream()
                                .collect(
                                        Collectors.groupingBy(
                                                address ->
                                                        address.substring(
                                                                0, address.lastIndexOf('.')),
                                                Collectors.counting()))
                                .values())
                .containsExactly(200L, 200L, 200L);
        assertThat(ClientPools.forwarded(3, 3, 8)).isEqualTo(ClientPools.forwarded(3, 8));
        assertThat(pool.addresses().subList(0, 3))
                .isEqualTo(ClientPools.forwarded(3, 8).addresses());
        assertThat(ClientPools.forwardedIpv6(5, 1).networks()).isEqualTo(5);
        assertThat(ClientPools.thisMachine().networks()).isEqualTo(1);
    }

    @Test
    void picksFollowTheWeights() {
        TrafficPlan plan =
                TrafficPreset.GENERATE_TRAFFIC.plan(
                        URI.create("http://127.0.0.1:1"), ClientPools.forwarded(10, 1), 42);
        PlanSequence sequence = new PlanSequence(plan);
        int[] requests = new int[3];
        int[] products = new int[4];
        int[] clients = new int[10];
        for (int i = 0; i < 100_000; i++) {
            PlanSequence.Pick pick = sequence.at(i);
            requests[pick.request()]++;
            products[pick.product()]++;
            clients[pick.client()]++;
        }

        assertThat(requests[0]).isBetween(39_400, 40_600);
        assertThat(requests[1]).isBetween(44_400, 45_600);
        assertThat(requests[2]).isBetween(14_500, 15_500);
        assertThat(products[0]).isZero();
        assertThat(products[1]).isBetween(32_700, 34_000);
        for (int client : clients) {
            assertThat(client).isBetween(9_600, 10_400);
        }
    }

    @Test
    void anUnknownPresetNamesThoseThereAre() {
        assertThat(TrafficPreset.ofId("load-test").requests()).isEqualTo(10_000);
        assertThatThrownBy(() -> TrafficPreset.ofId("stress"))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessage(
                        "There is no preset \"stress\": use load-test, generate-traffic, health-checks,"
                                + " page-views, static-files, purchases, browse, buy.");
    }

    private static TrafficPlan plan(String target) {
        return TrafficPreset.HEALTH_CHECKS.plan(URI.create(target), ClientPools.thisMachine(), 1);
    }

    private static String network(String address) {
        return address.substring(0, address.lastIndexOf('.'));
    }

    @Test
    void weightsThatDoNotFitTogetherAreRefused() {
        WeightedRequest heavy =
                new WeightedRequest("GET", "/", Optional.empty(), Integer.MAX_VALUE);
        assertThatThrownBy(() ->
                        new TrafficPlan(
                                "x",
                                URI.create("http://127.0.0.1:8000"),
                                List.of(heavy, heavy),
                                1,
                                1,
                                ClientPools.thisMachine(),
                                1))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("so make all of them smaller");
    }
}
