package io.lblab.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.traffic.ClientPools;
import io.lblab.traffic.Sample;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficPreset;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TwoObserversTest {

    private static final String APP1 = "127.20.0.11:8000";
    private static final String APP2 = "127.20.0.12:8000";

    private static final Upstream UPSTREAM =
            new Upstream(
                    "app_backend",
                    new Strategy.RoundRobin(),
                    List.of(
                            Server.of("app1", "127.20.0.11", 8000),
                            Server.of("app2", "127.20.0.12", 8000)),
                    32);

    private final NginxLogCounter log =
            new NginxLogCounter(Map.of("app1", APP1, "app2", APP2), UPSTREAM);
    private final RunRecorder recorder =
            new RunRecorder(UPSTREAM, Map.of("app1", "1", "app2", "2"));
    private long sent;

    @Test
    void equalCountsAgreeInOneSentence() {
        both(3, APP1, "1");
        both(2, APP2, "2");

        TwoObservers both = compare(TrafficPreset.LOAD_TEST);

        assertThat(both.agree()).isTrue();
        assertThat(both.rows())
                .containsExactly(
                        new TwoObservers.Row("app1", 3, 3, 3),
                        new TwoObservers.Row("app2", 2, 2, 2));
        assertThat(both.sentences()).containsExactly("Both saw the same: app1 3, app2 2.");
    }

    @Test
    void aRetryIsAnAttemptInVainAndAnAnswerElsewhere() {
        both(4, APP1, "1");
        answer("1", 200);
        log.accept(line(APP2 + ", " + APP1, "502, 200", 200, "1", ""));

        TwoObservers both = compare(TrafficPreset.LOAD_TEST);

        assertThat(both.agree()).isTrue();
        assertThat(both.rows().get(1)).isEqualTo(new TwoObservers.Row("app2", 0, 0, 1));
        assertThat(both.sentences())
                .containsExactly(
                        "Both saw the same: app1 5, app2 0.",
                        "nginx asked app2 once in vain; where it then asked another server, the"
                                + " answer counts there.",
                        "1 request was a retry: nginx tried more than one server.");
    }

    @Test
    void cacheHitsAndErrorPagesAreNginxsOwn() {
        recorder.accept(new Sample(sent++, 0, 9, 200, "1", "", "127.0.0.1", true, false, ""));
        log.accept(line("", "", 200, "1", "HIT"));
        answer("", 502);
        log.accept(line("app_backend", "502", 502, "", ""));
        both(1, APP1, "1");

        TwoObservers both = compare(TrafficPreset.LOAD_TEST);

        assertThat(both.agree()).isTrue();
        assertThat(both.sentences())
                .contains(
                        "1 answer came from nginx's cache: no server was asked.",
                        "1 answer was nginx's own error page 502: no server answered.");
        assertThat(log.counts().requests()).isEqualTo(3);
    }

    @Test
    void theLineOfAGivenUpRequestDoesNotStandForAnAnswers() {
        both(3, APP1, "1");
        answer("2", 200);
        log.accept(line(APP1, "200", 200, "1", ""));
        assertThat(log.counts().requests()).isEqualTo(recorder.snapshot().total());
        assertThat(log.counts().covers(recorder.snapshot())).isFalse();

        log.accept(line(APP2, "200", 200, "2", ""));

        assertThat(log.counts().covers(recorder.snapshot())).isTrue();
    }

    @Test
    void healthChecksAreMissingByConfiguration() {
        answer("1", 200);
        answer("2", 200);

        TwoObservers both = compare(TrafficPreset.HEALTH_CHECKS);

        assertThat(both.logged()).isFalse();
        assertThat(compare(TrafficPreset.LOAD_TEST).logged()).isTrue();
        assertThat(both.agree()).isFalse();
        assertThat(both.rows().getFirst().difference()).isEqualTo(-1);
        assertThat(both.sentences())
                .containsExactly(
                        "2 answers are missing in nginx's log: its configuration doesn't log /health.");
    }

    @Test
    void othersTrafficIsSaid() {
        both(2, APP1, "1");
        log.accept(line(APP2, "200", 200, "2", ""));

        assertThat(compare(TrafficPreset.LOAD_TEST).sentences())
                .containsExactly(
                        "1 answer in nginx's log was not counted by this client: somebody else used the shop meanwhile.");
    }

    @Test
    void requestsGivenUpAreSaid() {
        answer("", 0);
        log.accept(line(APP1, "-", 499, "", ""));

        assertThat(compare(TrafficPreset.LOAD_TEST).sentences())
                .contains(
                        "1 request was given up by the client before an answer (499).",
                        "1 request of the client got no answer.");
    }

    @Test
    void theCounterCanBeWaitedFor() throws InterruptedException {
        answer("1", 200);
        assertThat(log.await(recorder.snapshot(), Duration.ofMillis(1))).isFalse();
        Thread.ofVirtual().start(() -> log.accept(line(APP1, "200", 200, "1", "")));

        assertThat(log.await(recorder.snapshot(), Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void otherLinesArePassedOver() {
        log.accept("2026/11/22 18:00:00 [notice] 12#12: start worker processes");
        log.accept("{\"half\":");

        assertThat(log.counts().requests()).isZero();
    }

    private TwoObservers compare(TrafficPreset preset) {
        TrafficPlan plan =
                preset.plan(URI.create("http://127.0.0.1:8000"), ClientPools.thisMachine(), 1);
        return TwoObservers.compare(recorder.snapshot(), log.counts(), plan, 0);
    }

    private void both(int times, String address, String instance) {
        for (int i = 0; i < times; i++) {
            answer(instance, 200);
            log.accept(line(address, "200", 200, instance, ""));
        }
    }

    private void answer(String instance, int status) {
        recorder.accept(
                new Sample(sent++, 0, 9, status, instance, "", "127.0.0.1", false, false, ""));
    }

    private static String line(
            String addresses, String statuses, int status, String instance, String cache) {
        return """
        {"time":"2026-11-22T18:00:00+00:00","client":"127.0.0.1","method":"GET","uri":"/products/1",\
        "status":"%d","upstream_addr":"%s","upstream_status":"%s","upstream_response_time":"0.011",\
        "request_time":"0.012","generation":"7","instance":"%s","cache":"%s"}\
        """
                .formatted(status, addresses, statuses, instance, cache);
    }
}
