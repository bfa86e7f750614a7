package io.lblab.distribution.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.distribution.Circumstances;
import io.lblab.distribution.InstanceCount;
import io.lblab.distribution.RunRecorder;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.Sample;
import io.lblab.traffic.TrafficPreset;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunReportTest {

    /// Half of the requests got no answer; the others went as forecast, and bar and line agree.
    @Test
    void whatIsExpectedIsOfAllRequestsLikeWhatWasCounted() {
        Upstream upstream = ExampleRuns.upstream(new Strategy.RoundRobin(), 3, 1);
        RunRecorder recorder = new RunRecorder(upstream, Map.of("app1", "1", "app2", "2"));
        for (int i = 0; i < 200; i++) {
            String instance = i >= 100 ? "" : i % 4 == 3 ? "2" : "1";
            int status = i >= 100 ? 0 : 200;
            recorder.accept(
                    new Sample(
                            i,
                            i * 1_000_000L,
                            1_000,
                            status,
                            instance,
                            "",
                            "127.0.0.1",
                            false,
                            false,
                            ""));
        }
        RunReport report =
                new RunReport(
                        "Run",
                        Instant.EPOCH,
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

        for (int i = 0; i < 2; i++) {
            assertThat(report.expectedShare(i))
                    .isEqualTo(report.run().instances().get(i).share())
                    .isEqualTo(i == 0 ? 0.375 : 0.125);
        }
        assertThat(report.expectedShareAmongServers(0)).isEqualTo(0.75);
        assertThat(report.run().instances())
                .extracting(InstanceCount::server)
                .startsWith("app1", "app2");
    }
}
