package io.lblab.stack.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lblab.distribution.Circumstances;
import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.NginxLogCounter;
import io.lblab.distribution.RunRecorder;
import io.lblab.distribution.report.RunReport;
import io.lblab.nginx.ConfigApplier;
import io.lblab.nginx.LiveConfig;
import io.lblab.nginx.NginxHost;
import io.lblab.stack.StackOptions;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.SampleSink;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficRun;
import io.lblab.traffic.WeightedRequest;
import io.lblab.traffic.raw.RawEngine;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the verdict says of runs that real nginx could not balance as its weights ask for, for a
/// reason from outside the run.
@Tag("local")
class VerdictThroughNginxTest {

    private static final WeightedRequest PRODUCT = WeightedRequest.get("/products/1");

    @TempDir Path home;
    private LocalStack stack;

    @BeforeEach
    void start() throws Exception {
        stack = new LocalStack(home, System.getenv());
        stack.start(new StackOptions(0, 2, false), _ -> {});
    }

    @AfterEach
    void stop() throws Exception {
        stack.stop(_ -> {});
        stack.close();
    }

    @Test
    void aServerThatHadFailedBeforeTheRunIsNamed() throws Exception {
        stack.killService("app2");
        assertThat(fire(200, recorder -> recorder).statement()).startsWith("app2 got nothing: ");

        RunReport next = fire(200, recorder -> recorder);

        assertThat(next.nginx().orElseThrow().tried("app2")).isZero();
        assertThat(next.statement())
                .startsWith(
                        "app2 got nothing: nginx never asked it, for it was out as failed already when the run"
                                + " began. Expected of round-robin 1:1: app1 100, app2 100");
    }

    /// Somebody sends a request after each of the run's: every turn of app2 is theirs.
    @Test
    void somebodyElseWhoTookTurnsToo() throws Exception {
        try (HttpClient somebody = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(stack.nginx().site().entry().resolve(PRODUCT.path()))
                            .build();
            RunReport report =
                    fire(
                            400,
                            recorder ->
                                    sample -> {
                                        recorder.accept(sample);
                                        try {
                                            somebody.send(request, BodyHandlers.discarding());
                                        } catch (Exception e) {
                                            throw new IllegalStateException(e);
                                        }
                                    });

            assertThat(report.statement())
                    .startsWith(
                            "app1 answered all 200: somebody else sent 200 requests meanwhile, as nginx's log says,"
                                    + " and they took their turns too.");
        }
    }

    private interface Watched {
        SampleSink by(RunRecorder recorder);
    }

    /// 200 requests, one after the other.
    ///
    /// @param logged lines of nginx's log that are to come of it, the last some time after its
    ///   answer
    private RunReport fire(long logged, Watched watched) throws Exception {
        NginxHost nginx = stack.nginx();
        LiveConfig live = new ConfigApplier(nginx).live();
        NginxLogCounter log =
                new NginxLogCounter(nginx.site().instanceAddresses(), live.upstream());
        RunRecorder recorder = new RunRecorder(live.upstream(), nginx.site().instanceIds());
        TrafficPlan plan =
                new TrafficPlan(
                        "one after the other",
                        nginx.site().entry(),
                        List.of(PRODUCT),
                        200,
                        1,
                        ClientPools.thisMachine(),
                        1);
        Instant startedAt = Instant.now();
        try (NginxHost.Subscription _ = nginx.followAccessLog(log)) {
            TrafficRun run = new RawEngine().start(plan, watched.by(recorder));
            assertThat(run.await(Duration.ofMinutes(1))).isTrue();
            DistributionSnapshot seen = recorder.snapshot();
            await().until(() -> log.counts().requests() >= logged);
            return new RunReport(
                    "Run",
                    startedAt,
                    stack.kind().title(),
                    plan,
                    live.upstream(),
                    live.upstreamBlock(),
                    live.generation(),
                    seen,
                    run.cancelled(),
                    Optional.of(log.counts()),
                    Circumstances.of(live, live, log));
        }
    }
}
