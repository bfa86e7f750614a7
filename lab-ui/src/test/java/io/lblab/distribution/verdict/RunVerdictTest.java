package io.lblab.distribution.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.distribution.Circumstances;
import io.lblab.distribution.FailureMark;
import io.lblab.distribution.GenerationSeen;
import io.lblab.distribution.NginxCounts;
import io.lblab.distribution.RunRecorder;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.Sample;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficPreset;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The verdict on runs as they are recorded, without a stack.
class RunVerdictTest {

    private static final Instant START = Instant.parse("2026-11-23T14:00:00Z");
    private static final Duration STEP = Duration.ofMillis(10);

    private long sent;

    @Test
    void whatNginxSaidAndWhatNobodySaidIsAdded() {
        Upstream upstream = upstream(new Strategy.RoundRobin(), 1, 1);
        RunRecorder recorder = recorder(upstream);
        fire(recorder, "1", 200, 2);
        fire(recorder, "2", 200, 2);
        fire(recorder, "", 502, 1);
        fire(recorder, "", 0, 1);
        fire(recorder, "7", 200, 1);

        assertThat(text(recorder, upstream, Circumstances.calm(upstream)))
                .isEqualTo(
                        "Matches round-robin 1:1 exactly: app1 2, app2 2 (exact test p = 1.00). nginx itself answered"
                                + " 1. 1 got no answer. 7, which is not in the upstream, answered 1.");
    }

    @Test
    void nothingCountedIsNothingToCompare() {
        Upstream upstream = upstream(new Strategy.RoundRobin(), 1, 1);

        assertThat(text(recorder(upstream), upstream, Circumstances.calm(upstream)))
                .isEqualTo("Nothing was counted yet.");
    }

    @Test
    void leastConnPromisesNoShares() {
        Upstream upstream = upstream(new Strategy.LeastConn(), 2, 1);
        RunRecorder recorder = recorder(upstream);
        fire(recorder, "1", 200, 60);
        fire(recorder, "2", 200, 40);

        assertThat(text(recorder, upstream, Circumstances.calm(upstream)))
                .isEqualTo(
                        "least_conn follows the open requests, so the weights 2:1 promise no shares:"
                                + " app1 60 (60.00 %), app2 40 (40.00 %).");
    }

    @Test
    void underIpHashOneMachineIsOneClient() {
        Upstream upstream = upstream(new Strategy.IpHash(), 1, 1);
        RunRecorder recorder = recorder(upstream);
        fire(recorder, "1", 200, 50);
        RunRecorder elsewhere = recorder(upstream);
        fire(elsewhere, "2", 200, 50);

        assertThat(text(elsewhere, upstream, Circumstances.calm(upstream)))
                .isEqualTo(
                        "clients met another instance than the forecast says: 1 of 1 clients are on another server"
                                + " than their addresses hash to; perhaps nginx does not see the addresses that"
                                + " the clients were given.");
        assertThat(text(recorder, upstream, Circumstances.calm(upstream)))
                .isEqualTo(
                        "app1 answered all 50: all requests came from one client network, 127.0.0.0/24,"
                                + " and ip_hash sends a network to one server.");
    }

    @Test
    void oneKeyForAllIsNamedThoughAllWentWhereItHadTo() {
        Upstream upstream = upstream(new Strategy.Hash("$request_uri", true), 1, 1);
        RunRecorder first = recorder(upstream);
        fire(first, "1", 200, 50);
        RunRecorder second = recorder(upstream);
        fire(second, "2", 200, 50);

        String one = text(first, upstream, Circumstances.calm(upstream));
        String two = text(second, upstream, Circumstances.calm(upstream));

        // All 50 of GET /products/1 have one key: one of both runs can't be.
        assertThat(List.of(one, two))
                .filteredOn(text ->
                        text.contains(
                                "one key, /products/1, makes up 100.00 % of the requests, and all of them go to app"))
                .singleElement()
                .asString()
                .contains(" answered all 50: ", "Expected of consistent hash 1:1: app1 25, app2 25")
                .endsWith("For the keys that were sent that is what the forecast says.");
        assertThat(List.of(one, two))
                .filteredOn(text -> text.contains("nothing known here explains it"))
                .hasSize(1);
    }

    /// Nothing is drawn for app2 when it is down, and nothing is its turn.
    @Test
    void aServerThatIsDownMustGetNothing() {
        for (Strategy strategy : List.of(new Strategy.RoundRobin(), new Strategy.Random())) {
            Upstream upstream = withSecondDown(upstream(strategy, 1, 1));
            RunRecorder good = recorder(upstream);
            fire(good, "1", 200, 20);
            RunRecorder bad = recorder(upstream);
            fire(bad, "1", 200, 20);
            fire(bad, "2", 200, 20);

            assertThat(text(good, upstream, Circumstances.calm(upstream))).startsWith("Matches ");
            assertThat(text(bad, upstream, Circumstances.calm(upstream)))
                    .contains("nothing known here explains it");
        }
    }

    @Test
    void randomIsTestedAndRandomTwoOnlyOneAfterTheOther() {
        Upstream random = upstream(new Strategy.Random(), 3, 1);
        Upstream two = upstream(new Strategy.RandomTwo(), 3, 1);
        RunRecorder recorder = recorder(random);
        fire(recorder, "1", 200, 7_520);
        fire(recorder, "2", 200, 2_480);

        assertThat(text(recorder, random, Circumstances.calm(random)))
                .isEqualTo("Matches random 3:1: app1 7,520, app2 2,480 (χ² p = 0.64).");
        assertThat(text(recorder, two, Circumstances.calm(two)))
                .startsWith("random two 3:1 promises nothing to compare with: app1 7,520");
    }

    private static Upstream withSecondDown(Upstream upstream) {
        Server second = upstream.servers().getLast();
        return upstream.withServers(
                List.of(
                        upstream.servers().getFirst(),
                        new Server(
                                second.name(),
                                second.host(),
                                second.port(),
                                1,
                                3,
                                30,
                                0,
                                Server.Mode.DOWN)));
    }

    /// app2 is left out from second 4 to second 8 of ten: 40 % of its turns, and the seconds that
    /// the log's clock may be off.
    @Test
    void theTimeAServerWasLeftOutIsCountedInRequests() {
        Upstream upstream = upstream(new Strategy.RoundRobin(), 1, 1);
        RunRecorder recorder = recorder(upstream);
        for (int i = 0; i < 1_000; i++) {
            boolean out = i >= 400 && i < 800;
            fire(recorder, out || i % 2 == 0 ? "1" : "2", 200, 1);
        }
        Circumstances failed =
                circumstances(
                        upstream,
                        upstream,
                        1,
                        List.of(
                                new FailureMark(
                                        "app2", START.plusSeconds(4), START.plusSeconds(8))),
                        Map.of());
        Circumstances other =
                circumstances(
                        upstream,
                        upstream,
                        1,
                        List.of(
                                new FailureMark(
                                        "app2", START.plusSeconds(9), START.plusSeconds(40))),
                        Map.of());

        assertThat(text(recorder, upstream, failed))
                .startsWith("app2 got 300, 200 fewer than expected: it was marked failed from ");
        assertThat(text(recorder, upstream, other)).contains("nothing known here explains it");
    }

    /// app2 is asked first in second 5 of ten; what the log's clock may be off is allowed for.
    @Test
    void aServerThatWasNotAskedAtFirstHadFailedBefore() {
        Upstream upstream = upstream(new Strategy.RoundRobin(), 1, 1);
        RunRecorder recorder = recorder(upstream);
        for (int i = 0; i < 1_000; i++) {
            fire(recorder, i < 500 || i % 2 == 0 ? "1" : "2", 200, 1);
        }

        assertThat(text(recorder, upstream, asked(upstream, 0, 5)))
                .startsWith("app2 got 250, 250 fewer than expected: nginx first asked it at ");
        assertThat(text(recorder, upstream, asked(upstream, 0, 1)))
                .contains("nothing known here explains it");
        assertThat(text(recorder, upstream, asked(upstream, 0)))
                .as("a log that lacks what the client got says nothing")
                .contains("nothing known here explains it");
    }

    /// Three requests in as many seconds: app2 comes second because that is its turn.
    @Test
    void aTurnThatComesLateIsNoFailure() {
        Upstream upstream = upstream(new Strategy.RoundRobin(), 1, 1);
        RunRecorder recorder = recorder(upstream);
        sent = 300;
        fire(recorder, "1", 200, 1);
        sent = 600;
        fire(recorder, "2", 200, 1);
        sent = 900;
        fire(recorder, "1", 200, 59);
        fire(recorder, "2", 200, 53);

        assertThat(text(recorder, upstream, asked(upstream, 3, 6)))
                .contains("nothing known here explains it");
    }

    @Test
    void aServerThatWasNeverAskedHadFailedBefore() {
        Upstream upstream = upstream(new Strategy.RoundRobin(), 1, 1);
        RunRecorder recorder = recorder(upstream);
        fire(recorder, "1", 200, 20);

        assertThat(text(recorder, upstream, asked(upstream, 0)))
                .startsWith("app2 got nothing: nginx never asked it, ");
        assertThat(
                        text(
                                recorder,
                                upstream,
                                asked(upstream, 0),
                                Optional.empty(),
                                0,
                                TrafficPreset.HEALTH_CHECKS))
                .as("/health is not logged, so it may have been asked for that")
                .contains("nothing known here explains it");
        assertThat(text(recorder, upstream, Circumstances.calm(upstream)))
                .contains("nothing known here explains it");
        Upstream down = withSecondDown(upstream);
        assertThat(text(recorder, down, asked(down, 0))).startsWith("Matches ");
    }

    @Test
    void whatTheLogHasBeyondTheClientIsSomebodyElses() {
        Upstream upstream = upstream(new Strategy.RoundRobin(), 1, 1);
        RunRecorder recorder = recorder(upstream);
        fire(recorder, "1", 200, 150);
        fire(recorder, "2", 200, 50);
        NginxCounts log =
                new NginxCounts(
                        300,
                        Map.of("app1", 150L, "app2", 150L),
                        Map.of("app1", 150L, "app2", 150L),
                        0,
                        0,
                        Map.of());
        Circumstances calm = Circumstances.calm(upstream);

        assertThat(text(recorder, upstream, calm, Optional.of(log), 0))
                .contains(": somebody else sent 100 requests meanwhile, ");
        assertThat(text(recorder, upstream, calm, Optional.of(log), 100))
                .as("the client may have missed as many answers")
                .doesNotContain("somebody else");
        assertThat(text(recorder, upstream, calm, Optional.of(log), 10))
                .contains(": somebody else sent at least 90 requests meanwhile, ");
    }

    /// Sixteen clients, and a server that takes its time: what is on its way there is not logged.
    @Test
    void aServerThatIsSlowIsNotTakenForOneThatIsOut() {
        Upstream upstream = upstream(new Strategy.Random(), 1, 1);
        RunRecorder recorder = recorder(upstream);
        fire(recorder, "1", 200, 20);

        assertThat(text(recorder, upstream, asked(upstream, 0), 16))
                .contains("nothing known here explains it");
        assertThat(text(recorder, upstream, asked(upstream, 0), 0))
                .contains("nginx never asked it");
    }

    @Test
    void workersWithoutAZoneAndServersWithoutMaxFailsMayWait() {
        Upstream upstream = upstream(new Strategy.RoundRobin(), 1, 1);
        RunRecorder recorder = recorder(upstream);
        fire(recorder, "1", 200, 12);
        Map<String, Instant> first = Map.of("app1", START);
        Circumstances workers =
                new Circumstances(4, false, List.of(), new TreeMap<>(), 1, 1, upstream, first);
        Server second = upstream.servers().getLast();
        Upstream never =
                upstream.withServers(
                        List.of(
                                upstream.servers().getFirst(),
                                new Server(
                                        second.name(),
                                        second.host(),
                                        second.port(),
                                        1,
                                        0,
                                        30,
                                        0,
                                        Server.Mode.UP)));

        assertThat(text(recorder, upstream, workers))
                .contains("nginx has 4 workers without a zone")
                .doesNotContain("never asked");
        assertThat(text(recorder, never, asked(never, 0)))
                .contains("nothing known here explains it");
    }

    private static Circumstances asked(Upstream upstream, long... seconds) {
        Map<String, Instant> first = new HashMap<>();
        for (int i = 0; i < seconds.length; i++) {
            first.put(upstream.servers().get(i).name(), START.plusSeconds(seconds[i]));
        }
        return new Circumstances(1, true, List.of(), new TreeMap<>(), 1, 1, upstream, first);
    }

    @Test
    void otherWeightsAreSeenByTheirGeneration() {
        Upstream before = upstream(new Strategy.RoundRobin(), 1, 1);
        Upstream after = upstream(new Strategy.RoundRobin(), 3, 1);
        RunRecorder recorder = recorder(before);
        fire(recorder, "1", 200, 300 + 300);
        fire(recorder, "2", 200, 300 + 100);
        Map<Integer, GenerationSeen> seen =
                Map.of(
                        1,
                        new GenerationSeen(600, START),
                        2,
                        new GenerationSeen(400, START.plusSeconds(6)));

        assertThat(text(recorder, before, circumstances(before, after, 2, List.of(), seen)))
                .contains("the weights became 3:1 at ", ", 400 answers before the end.");
        assertThat(text(recorder, before, circumstances(before, before, 2, List.of(), seen)))
                .contains("nothing known here explains it");
    }

    /// A turn that is not over is nobody's yet: without this every run would differ until its end.
    @Test
    void requestsOnTheirWayAreAllowedFor() {
        Upstream upstream = upstream(new Strategy.RoundRobin(), 1, 1);
        RunRecorder recorder = recorder(upstream);
        fire(recorder, "1", 200, 510);
        fire(recorder, "2", 200, 490);
        Circumstances calm = Circumstances.calm(upstream);

        assertThat(text(recorder, upstream, calm, 0)).startsWith("app1 got 510, 10 more");
        assertThat(text(recorder, upstream, calm, 20)).startsWith("Matches round-robin 1:1");
    }

    private static String text(RunRecorder recorder, Upstream upstream, Circumstances around) {
        return text(recorder, upstream, around, 0);
    }

    private static String text(
            RunRecorder recorder, Upstream upstream, Circumstances around, long pending) {
        return text(recorder, upstream, around, Optional.empty(), pending);
    }

    private static String text(
            RunRecorder recorder,
            Upstream upstream,
            Circumstances around,
            Optional<NginxCounts> log,
            long pending) {
        return text(recorder, upstream, around, log, pending, TrafficPreset.LOAD_TEST);
    }

    private static String text(
            RunRecorder recorder,
            Upstream upstream,
            Circumstances around,
            Optional<NginxCounts> log,
            long pending,
            TrafficPreset preset) {
        TrafficPlan plan =
                preset.plan(URI.create("http://127.0.0.1:8000"), ClientPools.thisMachine(), 1);
        return RunVerdict.of(recorder.snapshot(), upstream, plan, START, log, pending, around)
                .text(VerdictWords.english(), START.plusSeconds(100));
    }

    private static Circumstances circumstances(
            Upstream before,
            Upstream after,
            int last,
            List<FailureMark> failures,
            Map<Integer, GenerationSeen> generations) {
        assertThat(before.servers()).hasSameSizeAs(after.servers());
        return new Circumstances(
                1, true, failures, new TreeMap<>(generations), 1, last, after, Map.of());
    }

    private void fire(RunRecorder recorder, String instance, int status, int times) {
        for (int i = 0; i < times; i++) {
            recorder.accept(
                    new Sample(
                            sent,
                            sent * STEP.toNanos(),
                            1_000,
                            status,
                            instance,
                            "",
                            "127.0.0.1",
                            false,
                            false,
                            ""));
            sent++;
        }
    }

    private static RunRecorder recorder(Upstream upstream) {
        return new RunRecorder(upstream, Map.of("app1", "1", "app2", "2"));
    }

    private static Upstream upstream(Strategy strategy, int w1, int w2) {
        return new Upstream(
                "app_backend",
                strategy,
                List.of(
                        Server.of("app1", "127.20.0.11", 8000).withWeight(w1),
                        Server.of("app2", "127.20.0.12", 8000).withWeight(w2)),
                32);
    }
}
