package io.lblab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.distribution.Circumstances;
import io.lblab.distribution.RunRecorder;
import io.lblab.distribution.report.RunReport;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.Sample;
import io.lblab.traffic.TrafficPreset;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DistributionTextTest {

    @Test
    void theForecastStandsBesideWhatWasObserved() {
        RunReport run = report(new Strategy.RoundRobin());

        assertThat(printed(run))
                .containsPattern("app1 .* 7 {3}70\\.00 % {2}forecast 8 \\(-1\\)")
                .containsPattern("app2 .* 3 {3}30\\.00 % {2}forecast 2 \\(\\+1\\)")
                .contains("Forecast: servers take turns by weight, to the request.");
        FireReport json = FireReport.of(run);
        assertThat(json.forecast()).isEqualTo(Map.of("app1", 8.0, "app2", 2.0));
        assertThat(json.forecastBasis()).isEqualTo("turns");
    }

    @Test
    void withoutAForecastTheWeightsDo() {
        assertThat(printed(report(new Strategy.LeastTime(false, false))))
                .containsPattern("app1 .* 70\\.00 % {2}\\(weights ask for 75\\.00 %\\)")
                .doesNotContain("orecast");
    }

    @Test
    void statusesAreNamedAsSoonAsOneIsAnError() {
        assertThat(printed(report(new Strategy.RoundRobin(), 200))).doesNotContain("status");
        assertThat(printed(report(new Strategy.RoundRobin(), 404)))
                .contains("  1 × status 200 · 9 × status 404\n")
                .contains("failed 0");
        assertThat(printed(report(new Strategy.RoundRobin(), 500)))
                .contains("9 × status 500")
                .contains("failed 9");
    }

    private static String printed(RunReport run) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
        DistributionText.print(new Terminal(to, to, false, true), run.run(), run.forecast());
        return out.toString(StandardCharsets.UTF_8);
    }

    private static RunReport report(Strategy strategy) {
        return report(strategy, 200);
    }

    /// @param status of every answer but the first
    private static RunReport report(Strategy strategy, int status) {
        Upstream upstream =
                new Upstream(
                        "app_backend",
                        strategy,
                        List.of(
                                Server.of("app1", "127.20.0.11", 8000).withWeight(3),
                                Server.of("app2", "127.20.0.12", 8000)),
                        32);
        RunRecorder recorder = new RunRecorder(upstream, Map.of("app1", "1", "app2", "2"));
        for (int i = 0; i < 10; i++) {
            String instance = i < 7 ? "1" : "2";
            recorder.accept(
                    new Sample(
                            i,
                            i,
                            1_000,
                            i == 0 ? 200 : status,
                            instance,
                            "",
                            "127.0.0.1",
                            false,
                            false,
                            ""));
        }
        return new RunReport(
                "Run",
                Instant.parse("2026-11-23T14:00:00Z"),
                "local processes",
                TrafficPreset.LOAD_TEST.plan(
                        URI.create("http://127.0.0.1:8000"), ClientPools.thisMachine(), 1),
                upstream,
                "",
                1,
                recorder.snapshot(),
                0,
                Optional.empty(),
                Circumstances.calm(upstream));
    }
}
