package io.lblab.traffic.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WarmUpTest {

    @ParameterizedTest
    @EnumSource(EngineChoice.Kind.class)
    void sendsToAServerOfItsOwnAndOnlyOnce(EngineChoice.Kind kind) throws Exception {
        AtomicLong good = new AtomicLong();
        AtomicLong bad = new AtomicLong();
        AtomicLong again = new AtomicLong();

        WarmUp.now(kind, sample -> (sample.isError() ? bad : good).incrementAndGet());
        WarmUp.once(kind, _ -> {});
        WarmUp.once(kind, _ -> again.incrementAndGet());

        assertThat(good.get()).isPositive();
        assertThat(bad).hasValue(0);
        assertThat(again).hasValue(0);
    }
}
