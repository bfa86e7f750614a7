package io.lblab.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlowStartTest {

    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    @Test
    void theShareRisesEvenlyInTheSmallestNumbersThereAre() {
        SlowStart plan = SlowStart.of(servers(1, 1), "app2", HALF_A_MINUTE);

        assertThat(IntStream.rangeClosed(1, 10).mapToObj(plan::at).map(SlowStartTest::weights))
                .containsExactly(
                        List.of(10, 1),
                        List.of(5, 1),
                        List.of(10, 3),
                        List.of(5, 2),
                        List.of(2, 1),
                        List.of(5, 3),
                        List.of(10, 7),
                        List.of(5, 4),
                        List.of(10, 9),
                        List.of(1, 1));
    }

    @Test
    void eachServerKeepsItsPartOfTheRest() {
        Upstream target = servers(3, 2, 5);
        SlowStart plan = new SlowStart(target, "app3", HALF_A_MINUTE, 7);

        for (int step = 1; step <= 7; step++) {
            Upstream at = plan.at(step);
            double others = at.share(at.servers().get(0)) / at.share(at.servers().get(1));
            assertThat(others).isCloseTo(1.5, within(1e-9));
            double rising = at.share(at.servers().get(2)) / at.share(at.servers().get(0));
            assertThat(rising).isCloseTo(5 / 3.0 * step / 7, within(1e-9));
        }
        assertThat(plan.at(7)).isEqualTo(target);
    }

    @Test
    void theFirstStepIsAtOnceAndTheLastOneAtTheEnd() {
        SlowStart plan = SlowStart.of(servers(1, 1), "app2", HALF_A_MINUTE);

        assertThat(plan.due(1)).isZero();
        assertThat(plan.due(4)).isEqualTo(Duration.ofSeconds(10));
        assertThat(plan.due(10)).isEqualTo(HALF_A_MINUTE);
    }

    @Test
    void aShortOneHasFewerSteps() {
        assertThat(SlowStart.of(servers(1, 1), "app2", Duration.ofSeconds(3)).steps()).isEqualTo(4);
        assertThat(SlowStart.of(servers(1, 1), "app2", Duration.ofSeconds(1)).steps()).isEqualTo(2);
    }

    @Test
    void whatMakesNoSenseIsRefusedInWords() {
        assertRefused(servers(1, 1), "app9", 30, 10, "There is no server \"app9\"");
        assertRefused(
                servers(1, 1).withStrategy(new Strategy.IpHash()),
                "app1",
                30,
                10,
                "Under ip_hash each step of a slow start would move clients");
        assertRefused(servers(7), "app1", 30, 10, "is the only one that takes turns");
        Upstream withBackup =
                servers(1, 1)
                        .withServers(
                                List.of(
                                        Server.of("app1", "h", 1),
                                        Server.of("app2", "h", 2).withMode(Server.Mode.BACKUP)));
        assertRefused(withBackup, "app2", 30, 10, "app2 takes no turns");
        assertRefused(withBackup, "app1", 30, 10, "is the only one that takes turns");
        assertRefused(servers(1, 1), "app1", 0, 10, "between 1 second and 1 hour, not 0 s");
        assertRefused(servers(1, 1), "app1", 30, 1, "between 2 and 100 steps, not 1");
        assertRefused(servers(1, 1), "app1", 5, 10, "less than a second apart");
        assertRefused(servers(999, 1), "app2", 30, 10, "needs weights over 1000");
    }

    private static void assertRefused(
            Upstream target, String server, int seconds, int steps, String words) {
        assertThatThrownBy(() -> new SlowStart(target, server, Duration.ofSeconds(seconds), steps))
                .isInstanceOf(InvalidUpstreamException.class)
                .hasMessageContaining(words);
    }

    private static Upstream servers(int... weights) {
        return new Upstream(
                "u",
                new Strategy.RoundRobin(),
                IntStream.range(0, weights.length)
                        .mapToObj(i ->
                                Server.of("app" + (i + 1), "h", 8001 + i).withWeight(weights[i]))
                        .toList(),
                16);
    }

    private static List<Integer> weights(Upstream upstream) {
        return upstream.servers().stream().map(Server::weight).toList();
    }
}
