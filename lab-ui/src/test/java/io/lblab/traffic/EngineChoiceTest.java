package io.lblab.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.traffic.engines.EngineChoice;
import io.lblab.traffic.engines.EngineChoice.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineChoiceTest {

    @Test
    void clientsThatThinkAreOkHttps() {
        assertThat(EngineChoice.of(thinking("/shop")).kind()).isEqualTo(Kind.OKHTTP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../shop", "/a/./b", "/a/..", "/a/..?x=1"})
    void whatOkHttpWouldResolveIsTheRawOnes(String path) {
        TrafficPlan plan = thinking(path);

        assertThat(EngineChoice.of(plan).kind()).isEqualTo(Kind.RAW);
        assertThat(EngineChoice.of(plan).reason()).contains(path);
        assertThatThrownBy(() -> new OkHttpEngine().start(plan, _ -> {}))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("resolves the . and .. of " + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a..b/.c", "/...", "/shop?next=/../x"})
    void whatOkHttpSendsAsItIsMayBeIts(String path) {
        assertThat(OkHttpEngine.rewrites(thinking(path))).isEmpty();
    }

    private static TrafficPlan thinking(String path) {
        return new TrafficPlan(
                "x",
                URI.create("http://127.0.0.1:1"),
                List.of(WeightedRequest.get(path)),
                new Load.Closed(1, Duration.ofMillis(50), Load.Until.requests(1)),
                ClientPools.thisMachine(),
                1);
    }
}
