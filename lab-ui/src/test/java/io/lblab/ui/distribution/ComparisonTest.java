package io.lblab.ui.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.distribution.Circumstances;
import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.NginxCounts;
import io.lblab.distribution.RunRecorder;
import io.lblab.distribution.ShopCounts;
import io.lblab.distribution.report.RunReport;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.Sample;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficPreset;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.text.Texts;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Instant START = Instant.parse("2026-11-23T14:00:00Z");

    private static final Comparison WORDS = new Comparison(new Texts(Locale.ENGLISH));

    @Test
    void theVerdictIsInTheLanguageOfTheWindow() {
        assertThat(new Comparison(new Texts(Locale.ENGLISH)).verdict(threeToOne()))
                .isEqualTo(
                        "Matches weighted round-robin 3:1 exactly: app1 1\u202f500, app2 500 (χ² p = 1.00).");
        assertThat(new Comparison(new Texts(Locale.GERMAN)).verdict(threeToOne()))
                .isEqualTo(
                        "Entspricht gewichtetem Round-robin 3:1 genau: app1 1\u202f500, app2 500 (χ² p = 1,00).");
    }

    @Test
    void threeObserversThatAgreeAreOneSentence() {
        RunFigures run = counted(OptionalLong.of(500));

        assertThat(WORDS.observers(run))
                .isEqualTo(
                        "Client, nginx’s log and the instances’ metrics agree: 2\u202f000 requests.");
        assertThat(WORDS.metrics(run)).isEmpty();
    }

    @Test
    void whatTheInstancesCountOtherwiseOrLostIsSaidBesideIt() {
        assertThat(WORDS.metrics(counted(OptionalLong.of(507))))
                .hasValueSatisfying(said ->
                        assertThat(said)
                                .startsWith(
                                        "The instances’ own metrics count otherwise: app1 1\u202f500, app2 507."));
        assertThat(WORDS.metrics(counted(OptionalLong.empty())))
                .contains("The instances’ own metrics: app1 1\u202f500, app2 lost with a restart.");
        assertThat(WORDS.observers(counted(OptionalLong.empty())))
                .startsWith("Client and nginx’s log agree");
        assertThat(WORDS.metrics(threeToOne())).isEmpty();
    }

    private static RunFigures counted(OptionalLong app2) {
        RunFigures run = threeToOne();
        Map<String, OptionalLong> counts = new LinkedHashMap<>();
        counts.put("app1", OptionalLong.of(1_500));
        counts.put("app2", app2);
        return new RunFigures(
                1,
                START,
                run.report().with(new ShopCounts(counts)),
                2_000,
                0,
                false,
                run.nginxLog(),
                run.verdict());
    }

    private static RunFigures threeToOne() {
        Upstream upstream =
                new Upstream(
                        "app_backend",
                        new Strategy.RoundRobin(),
                        List.of(
                                Server.of("app1", "127.20.0.11", 8000).withWeight(3),
                                Server.of("app2", "127.20.0.12", 8000)),
                        32);
        RunRecorder recorder = new RunRecorder(upstream, Map.of("app1", "1", "app2", "2"));
        for (int i = 0; i < 2_000; i++) {
            String instance = i % 4 == 2 ? "2" : "1";
            recorder.accept(
                    new Sample(i, i, 1_000, 200, instance, "", "127.0.0.1", false, false, ""));
        }
        TrafficPlan plan =
                TrafficPreset.LOAD_TEST.plan(
                        URI.create("http://127.0.0.1:8000"), ClientPools.thisMachine(), 1);
        DistributionSnapshot snapshot = recorder.snapshot();
        NginxCounts log =
                new NginxCounts(
                        2_000,
                        Map.of("app1", 1_500L, "app2", 500L),
                        Map.of("app1", 1_500L, "app2", 500L),
                        0,
                        0,
                        Map.of());
        RunReport report =
                new RunReport(
                        "Run 1",
                        START,
                        "local processes",
                        plan,
                        upstream,
                        "",
                        1,
                        snapshot,
                        0,
                        Optional.of(log),
                        Circumstances.calm(upstream));
        return new RunFigures(1, START, report, 2_000, 0, false, log, report.verdict());
    }
}
