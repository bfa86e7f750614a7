package io.lblab.shop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.behaviour.Behaviour.Burn;
import io.lblab.shop.web.Gate.Entry;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviourGateTest {
    private final Behaviours behaviours = new Behaviours();
    private final BehaviourGate gate = new BehaviourGate(behaviours, new Random(1));

    @Test
    void normallyEverythingIsLetIn() {
        assertThat(gate.enter("/products")).isInstanceOf(Entry.Admitted.class);
    }

    @Test
    void theRateOfErrorsIsKept() {
        behave(0.3, OptionalInt.empty());
        long refused =
                IntStream.range(0, 10_000)
                        .mapToObj(i -> gate.enter("/products"))
                        .filter(new Entry.Refused(503, "injected")::equals)
                        .count();
        assertThat(refused).isBetween(2_900L, 3_100L);
    }

    @Test
    void oneMoreThanTheLimitIsRefusedUntilOneLeaves() {
        behave(0, OptionalInt.of(2));
        Entry first = gate.enter("/products");
        assertThat(gate.enter("/shop")).isInstanceOf(Entry.Admitted.class);
        assertThat(gate.enter("/products")).isEqualTo(new Entry.Refused(503, "concurrency_limit"));

        leave(first);
        assertThat(gate.enter("/products")).isInstanceOf(Entry.Admitted.class);
        assertThat(gate.enter("/products")).isEqualTo(new Entry.Refused(503, "concurrency_limit"));
    }

    @Test
    void requestsThatWereRefusedTakeNoPlace() {
        behave(1, OptionalInt.of(1));
        for (int i = 0; i < 5; i++) {
            assertThat(gate.enter("/products")).isEqualTo(new Entry.Refused(503, "injected"));
        }
    }

    @Test
    void thoseLetInBeforeTheLimitWasSetCount() {
        Entry first = gate.enter("/products");
        behave(0, OptionalInt.of(1));
        assertThat(gate.enter("/products")).isInstanceOf(Entry.Refused.class);
        leave(first);
        assertThat(gate.enter("/products")).isInstanceOf(Entry.Admitted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/health", "/health/live", "/health/ready", "/metrics", "/lab/behaviour"})
    void whatWatchesAndSteersTheInstanceIsLeftAlone(String path) {
        behave(1, OptionalInt.of(1));
        assertThat(gate.enter(path)).isEqualTo(Entry.FREE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/healthy", "/metricsx", "/lab", "/products", "/nowhere"})
    void nothingElseIs(String path) {
        behave(1, OptionalInt.empty());
        assertThat(gate.enter(path)).isEqualTo(new Entry.Refused(503, "injected"));
    }

    private void behave(double errorRate, OptionalInt maxConcurrent) {
        behaviours.replace(
                new Behaviour(
                        Optional.empty(), errorRate, 503, maxConcurrent, true, new Burn(0, 0)));
    }

    private static void leave(Entry entry) {
        ((Entry.Admitted) entry).leave().run();
    }
}
