package io.lblab.distribution.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.RunRecorder;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.Sample;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdTest {

    private static final long MS = 1_000_000;

    /// 750 answers of app1 and 250 of app2 within ten seconds, the i-th after i µs; two of them
    /// 502.
    private final DistributionSnapshot run = run();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p50 < 1ms          | true  | p50 0.5 ms",
                "p50 > 1 ms         | false | p50 0.5 ms",
                "P99 < 980us        | false | p99 1.0 ms",
                "p99.9 < 0.002s     | true  | p99.9 1.0 ms",
                "max < 1.1ms        | true  | max 1.0 ms",
                "mean < 0.4ms       | false | mean 0.5 ms",
                "errors < 0.3%      | true  | 2 of 1,000 failed (0.200 %)",
                "errors < 0.2 %     | false | 2 of 1,000 failed (0.200 %)",
                "errors < 2         | false | 2 of 1,000 failed (0.200 %)",
                "errors<3           | true  | 2 of 1,000 failed (0.200 %)",
                "rate > 99          | true  | 100.0 requests/s",
                "rate < 99/s        | false | 100.0 requests/s",
                "app1 75% ± 1       | true  | app1 75.00 %",
                "app1 = 75 % +- 0   | true  | app1 75.00 %",
                "app2 30% +/- 4%    | false | app2 25.00 %",
                "app9 75% ± 1       | false | there is no app9 among app1, app2",
            })
    void aRunIsHeldAgainstIt(String text, boolean held, String found) {
        assertThat(Threshold.parse(text).check(run))
                .isEqualTo(new Threshold.Outcome(text, held, found));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "p99",
                "p99 < 50",
                "p98 < 50ms",
                "errors < 5ms",
                "rate > 5%",
                "app1 75%",
                "app1 ± 1",
                "p99 = 50ms"
            })
    void whatIsNoneIsRefusedInWords(String text) {
        assertThatThrownBy(() -> Threshold.parse(text))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageStartingWith("\"" + text + "\" is no threshold: write \"p99 < 50ms\"");
    }

    @Test
    void aRunWithoutARequestKeepsNone() {
        DistributionSnapshot empty = recorder().snapshot();

        assertThat(List.of("p99 < 1s", "errors < 1%", "rate < 5", "app1 0% ± 100"))
                .allMatch(text -> !Threshold.parse(text).check(empty).held());
    }

    private static DistributionSnapshot run() {
        RunRecorder recorder = recorder();
        for (int i = 0; i < 1_000; i++) {
            recorder.accept(
                    new Sample(
                            i,
                            (i + 1) * 10L * MS - (i + 1) * 1_000L,
                            (i + 1) * 1_000L,
                            i == 400 || i == 500 ? 502 : 200,
                            i % 4 == 3 ? "2" : "1",
                            "",
                            "127.0.0.1",
                            false,
                            false,
                            ""));
        }
        return recorder.snapshot();
    }

    private static RunRecorder recorder() {
        return new RunRecorder(
                new Upstream(
                        "u",
                        new Strategy.RoundRobin(),
                        List.of(Server.of("app1", "h", 1), Server.of("app2", "h", 2)),
                        16),
                Map.of("app1", "1", "app2", "2"));
    }
}
