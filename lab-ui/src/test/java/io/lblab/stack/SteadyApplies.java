package io.lblab.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lblab.nginx.ApplyResult;
import io.lblab.nginx.ApplyStep;
import io.lblab.nginx.ConfigApplier;
import io.lblab.nginx.NginxHost;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.Load;
import io.lblab.traffic.Sample;
import io.lblab.traffic.SampleView;
import io.lblab.traffic.TrafficEngine;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficRun;
import io.lblab.traffic.WeightedRequest;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// Applies in a row while clients send about 500 requests a second and 20 event streams are open.
public final class SteadyApplies {

    private static final int CLIENTS = 10;
    private static final int STREAMS = 20;

    /// Of each client, between two requests.
    private static final Duration THINK = Duration.ofMillis(20);

    private static final List<Strategy> STRATEGIES =
            List.of(new Strategy.RoundRobin(), new Strategy.LeastConn(), new Strategy.IpHash());

    private final ConcurrentLinkedQueue<Sample> failed = new ConcurrentLinkedQueue<>();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong resent = new AtomicLong();
    private final List<Duration> took = new ArrayList<>();
    private final Map<ApplyStep.Kind, List<Duration>> steps = new EnumMap<>(ApplyStep.Kind.class);

    private SteadyApplies() {}

    /// Does them, prints how long they took, and asserts that each was confirmed by its generation
    /// and that none cost a request or a stream.
    ///
    /// @param title stands before the figures
    public static void run(String title, NginxHost host, int applies, TrafficEngine engine)
            throws Exception {
        new SteadyApplies().apply(title, host, applies, engine);
    }

    private void apply(String title, NginxHost host, int applies, TrafficEngine engine)
            throws Exception {
        ConfigApplier applier = new ConfigApplier(host);
        int before = applier.live().generation();
        try (EventStreams streams = new EventStreams(host.site().entry(), STREAMS)) {
            TrafficRun run = engine.start(plan(host), this::take);
            for (int i = 0; i < applies; i++) {
                ApplyResult result = applier.apply(upstream(applier, i), this::note);
                assertThat(result).isInstanceOf(ApplyResult.Applied.class);
                ApplyResult.Applied applied = (ApplyResult.Applied) result;
                assertThat(applied.generation()).isEqualTo(before + i + 1);
                took.add(applied.took());
            }
            long requests = answered.get();
            run.stop();
            assertThat(run.await(Duration.ofSeconds(30))).isTrue();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d applies, median %d ms, most %d ms; %d requests (%.0f/s), %d resent, %d"
                            + " failed; %d event streams, %d ended with their worker and opened"
                            + " again%n",
                    title,
                    applies,
                    median(took),
                    took.stream().mapToLong(Duration::toMillis).max().orElseThrow(),
                    requests,
                    requests / (run.elapsed().toMillis() / 1000.0),
                    resent.get(),
                    failed.size(),
                    STREAMS,
                    streams.opened() - STREAMS);
            System.out.println(
                    title
                            + ": "
                            + steps.entrySet().stream()
                                    .map(step ->
                                            step.getKey().name().toLowerCase(Locale.ROOT)
                                                    + " "
                                                    + median(step.getValue()))
                                    .collect(Collectors.joining(", ", "", " ms (medians)")));
            assertThat(failed).isEmpty();
            assertThat(requests).isGreaterThan(applies);
            assertThat(streams.failures()).isEmpty();
            await().until(() -> streams.open() == STREAMS);
        }
    }

    /// Another one each time.
    private static Upstream upstream(ConfigApplier applier, int i) throws Exception {
        Upstream live = applier.live().upstream();
        List<Server> servers = new ArrayList<>(live.servers());
        servers.set(0, servers.getFirst().withWeight(1 + i % 5));
        return live.withStrategy(STRATEGIES.get(i % STRATEGIES.size())).withServers(servers);
    }

    private void note(ApplyStep step) {
        if (step.status() != ApplyStep.Status.RUNNING) {
            steps.computeIfAbsent(step.kind(), _ -> new ArrayList<>()).add(step.took());
        }
    }

    private void take(SampleView sample) {
        answered.incrementAndGet();
        if (sample.resent()) {
            resent.incrementAndGet();
        }
        if (sample.isError()) {
            failed.add(sample.kept());
        }
    }

    private static long median(List<Duration> times) {
        return times.stream().sorted().toList().get(times.size() / 2).toMillis();
    }

    private static TrafficPlan plan(NginxHost host) throws Exception {
        return new TrafficPlan(
                "steady",
                host.site().entry(),
                List.of(WeightedRequest.get("/products/1")),
                new Load.Closed(CLIENTS, THINK, Load.Until.time(Duration.ofHours(1))),
                ClientPools.thisMachine(),
                1);
    }
}
