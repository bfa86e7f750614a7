package io.lblab.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.distribution.ShareStatement.Kind;
import io.lblab.traffic.Sample;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShareStatementTest {

    private static final Map<String, String> IDS = Map.of("app1", "1", "app2", "2");

    private long sent;

    @Test
    void exactSharesAreCalledExact() {
        assertThat(of(new Strategy.RoundRobin(), 3, 1, 7_500, 2_500))
                .isEqualTo(
                        new ShareStatement(
                                Kind.MATCHES, "Matches 3:1 exactly: app1 7,500, app2 2,500."));
    }

    @Test
    void lessThanOneRequestOffIsAsCloseAsItGets() {
        assertThat(of(new Strategy.RoundRobin(), 3, 1, 301, 100))
                .isEqualTo(
                        new ShareStatement(
                                Kind.MATCHES,
                                "Matches 3:1 as closely as 401 answers can: app1 301, app2 100."));
    }

    @Test
    void aDeviationIsNamedInRequestsAndPoints() {
        assertThat(of(new Strategy.RoundRobin(), 1, 1, 5_012, 4_988))
                .isEqualTo(
                        new ShareStatement(
                                Kind.DIFFERS,
                                "app1 answered 5,012, 12 more than 1:1 asks for (+0.12 percentage"
                                        + " points); app2 4,988, 12 fewer (−0.12)."));
    }

    @Test
    void whatNginxSaidAndWhatNobodySaidIsAdded() {
        RunRecorder recorder = recorder(new Strategy.RoundRobin(), 1, 1);
        count(recorder, "1", 2);
        count(recorder, "2", 2);
        recorder.accept(sample("", 502, "127.0.0.1"));
        recorder.accept(sample("", 0, "127.0.0.1"));
        recorder.accept(sample("7", 200, "127.0.0.1"));

        assertThat(
                        ShareStatement.of(
                                recorder.snapshot(), upstream(new Strategy.RoundRobin(), 1, 1)))
                .extracting(ShareStatement::text)
                .isEqualTo(
                        "Matches 1:1 exactly: app1 2, app2 2. nginx itself answered 1. 1 request got"
                                + " no answer. Instance 7, which is not in the upstream, answered 1.");
    }

    @Test
    void nothingCountedClaimsNothing() {
        assertThat(of(new Strategy.RoundRobin(), 1, 1, 0, 0).kind()).isEqualTo(Kind.NO_CLAIM);
    }

    @Test
    void leastConnPromisesNoShares() {
        ShareStatement statement = of(new Strategy.LeastConn(), 2, 1, 60, 40);

        assertThat(statement.kind()).isEqualTo(Kind.NO_CLAIM);
        assertThat(statement.text())
                .contains(
                        "weights 2:1 promise no shares", "app1 60 (60.00 %)", "app2 40 (40.00 %)");
    }

    @Test
    void underIpHashClientsCountNotRequests() {
        RunRecorder recorder = recorder(new Strategy.IpHash(), 1, 1);
        for (int client = 0; client < 10; client++) {
            for (int i = 0; i <= client; i++) {
                recorder.accept(sample(client < 4 ? "1" : "2", 200, "10.0." + client + ".1"));
            }
        }
        Upstream upstream = upstream(new Strategy.IpHash(), 1, 1);

        assertThat(ShareStatement.of(recorder.snapshot(), upstream))
                .isEqualTo(
                        new ShareStatement(
                                Kind.MATCHES,
                                "Each of 10 clients met one instance only: 4 on app1, 6 on app2."));

        recorder.accept(sample("1", 200, "10.0.9.1"));

        assertThat(ShareStatement.of(recorder.snapshot(), upstream))
                .satisfies(moved -> {
                    assertThat(moved.kind()).isEqualTo(Kind.DIFFERS);
                    assertThat(moved.text())
                            .startsWith("1 of 10 clients met more than one instance");
                });
    }

    @Test
    void oneMachineIsOneClientUnderIpHash() {
        assertThat(of(new Strategy.IpHash(), 1, 1, 0, 50).text())
                .startsWith("The one client met app2 only");
    }

    private ShareStatement of(Strategy strategy, int w1, int w2, int first, int second) {
        RunRecorder recorder = recorder(strategy, w1, w2);
        count(recorder, "1", first);
        count(recorder, "2", second);
        return ShareStatement.of(recorder.snapshot(), upstream(strategy, w1, w2));
    }

    private void count(RunRecorder recorder, String instance, int times) {
        for (int i = 0; i < times; i++) {
            recorder.accept(sample(instance, 200, "127.0.0.1"));
        }
    }

    private Sample sample(String instance, int status, String client) {
        return new Sample(sent++, 0, 1_000, status, instance, "", client, false, false, "");
    }

    private static RunRecorder recorder(Strategy strategy, int w1, int w2) {
        return new RunRecorder(upstream(strategy, w1, w2), IDS);
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
