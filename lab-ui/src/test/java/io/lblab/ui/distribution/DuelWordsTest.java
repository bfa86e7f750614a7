package io.lblab.ui.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.distribution.Circumstances;
import io.lblab.distribution.NginxCounts;
import io.lblab.distribution.RunRecorder;
import io.lblab.distribution.report.RunReport;
import io.lblab.traffic.ClientPool;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.Sample;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.WeightedRequest;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.text.Texts;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DuelWordsTest {

    private static final Instant START = Instant.parse("2026-11-23T14:00:00Z");

    private final DuelWords words = new DuelWords(new Texts(Locale.ENGLISH));

    @Test
    void whatWasAskedAndWhatCameOfItAreSaidApart() {
        RunFigures weighted =
                run(1, new Strategy.RoundRobin(), 3, 1_500, 500, ClientPools.thisMachine());
        RunFigures hashed =
                run(2, new Strategy.IpHash(), 1, 520, 480, ClientPools.forwarded(64, 1));

        assertThat(words.of(hashed, weighted))
                .isEqualTo(
                        "Run 2 and run 1 differ in strategy (ip_hash / round-robin), weights (1:1 / 3:1),"
                                + " requests (1\u202f000 / 2\u202f000), clients (64 / 1)."
                                + " Their shares differ by more than chance (χ² of homogeneity, p < 0.001).");
    }

    @Test
    void theSameAgainDiffersByChanceOnly() {
        RunFigures one = run(1, new Strategy.Random(), 1, 510, 490, ClientPools.thisMachine());
        RunFigures two = run(2, new Strategy.Random(), 1, 498, 502, ClientPools.thisMachine());

        assertThat(words.of(two, one))
                .isEqualTo(
                        "Run 2 and run 1 were asked the same. Their shares differ by no more than chance"
                                + " allows (χ² of homogeneity, p = 0.59).");
    }

    @Test
    void fewRequestsAreTestedExactlyAndInGermanToo() {
        RunFigures one = run(1, new Strategy.RoundRobin(), 1, 3, 1, ClientPools.thisMachine());
        RunFigures two = run(2, new Strategy.RoundRobin(), 1, 1, 3, ClientPools.thisMachine());

        assertThat(new DuelWords(new Texts(Locale.GERMAN)).of(two, one))
                .isEqualTo(
                        "Lauf 2 und Lauf 1 wurden gleich eingestellt. Ihre Anteile unterscheiden sich nicht"
                                + " mehr, als der Zufall erlaubt (exakter Homogenitätstest, p = 0,49).");
    }

    static RunFigures run(
            int number, Strategy strategy, int weight, int first, int second, ClientPool clients) {
        Upstream upstream =
                new Upstream(
                        "app_backend",
                        strategy,
                        List.of(
                                Server.of("app1", "127.20.0.11", 8000).withWeight(weight),
                                Server.of("app2", "127.20.0.12", 8000)),
                        32);
        RunRecorder recorder = new RunRecorder(upstream, Map.of("app1", "1", "app2", "2"));
        for (int i = 0; i < first + second; i++) {
            String instance = i < first ? "1" : "2";
            String client = clients.addresses().getFirst();
            recorder.accept(new Sample(i, i, 1_000, 200, instance, "", client, false, false, ""));
        }
        TrafficPlan plan =
                new TrafficPlan(
                        "test",
                        URI.create("http://127.0.0.1:8000"),
                        List.of(WeightedRequest.get("/products/1")),
                        first + second,
                        8,
                        clients,
                        1);
        NginxCounts log = new NginxCounts(0, Map.of(), Map.of(), 0, 0, Map.of());
        RunReport report =
                new RunReport(
                        "Run " + number,
                        START,
                        "local processes",
                        plan,
                        upstream,
                        "",
                        1,
                        recorder.snapshot(),
                        0,
                        Optional.of(log),
                        Circumstances.calm(upstream));
        return new RunFigures(
                number, START, report, first + second, 0, false, log, report.verdict());
    }
}
