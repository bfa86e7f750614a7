package io.lblab.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutlookTest {

    @Test
    void weightedTurnsAreListedInNginxOrder() {
        Outlook outlook = Outlook.of(upstream(new Strategy.RoundRobin(), 3, 1)).orElseThrow();
        assertThat(outlook.next()).hasSize(24).startsWith(0, 0, 1, 0, 0, 0, 1, 0);
        assertThat(outlook.shares()).containsExactly(0.75, 0.25);
    }

    /// Exact share over all networks, NGINX's rule in docs/nginx.md: .750119 and .249881.
    @Test
    void sharesOfIpHashAreThoseOverAllNetworks() {
        Outlook outlook = Outlook.of(upstream(new Strategy.IpHash(), 3, 1)).orElseThrow();
        assertThat(outlook.next()).hasSize(24).contains(0, 1);
        assertThat(outlook.shares().getFirst()).isCloseTo(0.7501, within(0.01));
    }

    @Test
    void lotsHaveNoPicksButExactChances() {
        Outlook outlook = Outlook.of(upstream(new Strategy.Random(), 3, 1)).orElseThrow();
        assertThat(outlook.next()).isEmpty();
        assertThat(outlook.shares().getFirst()).isCloseTo(0.75, within(1e-6));
    }

    @Test
    void stickyHasNoForecast() {
        assertThat(Outlook.of(upstream(new Strategy.StickyCookie("srv"), 1, 1))).isEmpty();
    }

    @Test
    void workersWithoutAZoneTakeTheSameTurnsEachOnItsOwn() {
        Upstream shared = upstream(new Strategy.RoundRobin(), 2, 1);
        Upstream own = new Upstream("app_backend", shared.strategy(), shared.servers(), 16, false);

        assertThat(Outlook.isPerWorker(shared, 4)).isFalse();
        assertThat(Outlook.isPerWorker(own, 1)).isFalse();
        assertThat(Outlook.isPerWorker(own, 4)).isTrue();
        Outlook outlook = Outlook.of(own, 4).orElseThrow();
        assertThat(outlook.next()).hasSize(24).startsWith(0, 1, 0, 0, 1, 0);
        assertThat(outlook.shares().getFirst()).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(Outlook.of(shared, 4)).isEqualTo(Outlook.of(shared));
        assertThat(Outlook.of(own, 256).orElseThrow().next()).startsWith(0, 1, 0, 0, 1, 0);
    }

    /// Hashes know no turns: whichever worker asks, the answer is the same.
    @Test
    void workersMakeNoDifferenceToHashes() {
        Upstream shared = upstream(new Strategy.IpHash(), 3, 1);
        Upstream own = new Upstream("app_backend", shared.strategy(), shared.servers(), 16, false);

        assertThat(Outlook.of(own, 8)).isEqualTo(Outlook.of(shared));
    }

    private static Upstream upstream(Strategy strategy, int one, int two) {
        return new Upstream(
                "app_backend",
                strategy,
                List.of(
                        Server.of("app1", "127.0.0.1", 9001).withWeight(one),
                        Server.of("app2", "127.0.0.1", 9002).withWeight(two)),
                16);
    }
}
