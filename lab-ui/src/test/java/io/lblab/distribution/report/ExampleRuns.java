package io.lblab.distribution.report;

import io.lblab.distribution.Circumstances;
import io.lblab.distribution.NginxCounts;
import io.lblab.distribution.RunRecorder;
import io.lblab.traffic.ClientPool;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.PlanSequence;
import io.lblab.traffic.Sample;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficPreset;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// Runs as the lab would record them, made without a stack.
public final class ExampleRuns {

    private static final long MICRO = 1_000;
    private static final long STEP = 410 * MICRO;

    private ExampleRuns() {}

    public static List<RunReport> threeOfTheDemo() {
        return List.of(roundRobin(), weightedWithAKill(), ipHash());
    }

    public static RunReport roundRobin() {
        return record(
                "Round-robin", upstream(new Strategy.RoundRobin(), 1, 1), one(), 10_000, false);
    }

    public static RunReport weightedWithAKill() {
        return record(
                "Weights 3:1", upstream(new Strategy.RoundRobin(), 3, 1), one(), 10_000, true);
    }

    public static RunReport ipHash() {
        return record(
                "ip_hash over 64 clients",
                upstream(new Strategy.IpHash(), 1, 1),
                ClientPools.forwarded(64, 1),
                10_000,
                false);
    }

    static ClientPool one() {
        return ClientPools.thisMachine();
    }

    static Upstream upstream(Strategy strategy, int... weights) {
        List<Server> servers = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            servers.add(
                    Server.of("app" + (i + 1), "127.20.0.1" + (i + 1), 8000)
                            .withWeight(weights[i]));
        }
        return new Upstream("app_backend", strategy, servers, 32);
    }

    /// Records a run.
    ///
    /// @param kill whether app2 is dead between 1.6 and 2.6 s
    static RunReport record(
            String title, Upstream upstream, ClientPool clients, int count, boolean kill) {
        AtomicLong clock = new AtomicLong();
        Map<String, String> ids =
                upstream.servers().stream()
                        .collect(Collectors.toMap(Server::name, s -> s.name().substring(3)));
        RunRecorder recorder = new RunRecorder(upstream, ids, clock::get);
        SplittableRandom random = new SplittableRandom(9);
        TrafficPlan plan =
                TrafficPreset.LOAD_TEST.plan(URI.create("http://127.0.0.1:8000"), clients, 42);
        PlanSequence sequence = new PlanSequence(plan);
        Map<String, Long> seen = new LinkedHashMap<>();
        long vain = 0;
        for (int i = 0; i < count; i++) {
            long sent = i * STEP;
            int client = sequence.at(i).client();
            boolean dead = kill && sent > 1_600_000 * MICRO && sent < 2_600_000 * MICRO;
            clock.set(sent);
            if (kill && i == 3_903) {
                recorder.mark("app2 killed");
            }
            if (kill && i == 6_342) {
                recorder.mark("app2 back");
            }
            int server = choose(upstream, i, clients.addresses().get(client));
            if (dead && server == 1) {
                vain++;
                server = 0;
            }
            String name = upstream.servers().get(server).name();
            boolean lost = kill && i == 3_905;
            seen.merge(name, lost ? 0L : 1L, Long::sum);
            long latency = (long) ((900 + 600 * -Math.log(1 - random.nextDouble())) * MICRO);
            recorder.accept(
                    new Sample(
                            i,
                            sent,
                            latency,
                            lost ? 502 : 200,
                            lost ? "" : name.substring(3),
                            "",
                            clients.addresses().get(client),
                            false,
                            false,
                            ""));
        }
        Map<String, Long> tried = new LinkedHashMap<>(seen);
        tried.merge("app2", vain, Long::sum);
        return new RunReport(
                title,
                Instant.parse("2026-11-22T18:00:00Z"),
                "local processes",
                plan,
                upstream,
                block(upstream),
                7,
                recorder.snapshot(),
                0,
                Optional.of(
                        new NginxCounts(
                                count, seen, tried, vain, 0, kill ? Map.of(502, 1L) : Map.of())),
                Circumstances.calm(upstream));
    }

    private static int choose(Upstream upstream, int i, String client) {
        if (upstream.strategy() instanceof Strategy.IpHash) {
            // As in ngx_http_upstream_ip_hash_module.c, all weights 1.
            String[] octets = client.split("\\.", -1);
            int hash = 89;
            for (int octet = 0; octet < 3; octet++) {
                hash = (hash * 113 + Integer.parseInt(octets[octet])) % 6271;
            }
            return hash % upstream.servers().size();
        }
        int place = i % upstream.totalWeight();
        // 3:1 in nginx's smooth order is 0 0 1 0.
        if (upstream.servers().size() == 2 && upstream.servers().getFirst().weight() == 3) {
            return place == 2 ? 1 : 0;
        }
        int server = 0;
        for (int sum = upstream.servers().getFirst().weight();
                sum <= place;
                sum += upstream.servers().get(server).weight()) {
            server++;
        }
        return server;
    }

    private static String block(Upstream upstream) {
        String method =
                upstream.strategy() instanceof Strategy.RoundRobin
                        ? ""
                        : "    " + upstream.strategy().id() + ";\n";
        return "upstream app_backend {\n"
                + method
                + upstream.servers().stream()
                        .map(s ->
                                "    server "
                                        + s.address()
                                        + (s.weight() > 1 ? " weight=" + s.weight() : "")
                                        + " max_fails=3 fail_timeout=30s;\n")
                        .collect(Collectors.joining())
                + "    zone app_backend 256k;\n    keepalive 32;\n}\n";
    }
}
