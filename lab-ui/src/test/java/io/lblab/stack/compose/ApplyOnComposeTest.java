package io.lblab.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.nginx.ApplyResult;
import io.lblab.nginx.Balancing;
import io.lblab.nginx.ConfigApplier;
import io.lblab.nginx.NginxHost;
import io.lblab.nginx.Workers;
import io.lblab.stack.SteadyApplies;
import io.lblab.traffic.raw.RawEngine;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// An upstream is brought live on nginx in its container.
@Tag("docker")
@ExtendWith(SharedComposeLab.class)
class ApplyOnComposeTest {

    private final ComposeLab lab;

    ApplyOnComposeTest(ComposeLab lab) {
        this.lab = lab;
    }

    @AfterEach
    void backToRoundRobin() throws Exception {
        apply(lab.stack.initialUpstream(2));
    }

    @Test
    void weightsThreeToOneHoldExactly() throws Exception {
        apply(lab.stack.initialUpstream(2).withWeights(Map.of("app1", 3, "app2", 1)));

        assertThat(answers(80, "/products")).isEqualTo(Map.of("1", 60, "2", 20));
        assertThat(
                        ComposeLab.run(
                                "docker",
                                "exec",
                                lab.container("nginx"),
                                "cat",
                                "/etc/nginx/nginx.conf"))
                .contains("server app1:8000 weight=3");
    }

    @Test
    void underIpHashAClientStaysOnOneInstanceAndManyClientsUseBoth() throws Exception {
        apply(lab.stack.initialUpstream(2).withStrategy(new Strategy.IpHash()));

        Map<String, Integer> all = new HashMap<>();
        for (int client = 1; client <= 20; client++) {
            String address = "10." + client + ".7.1";
            Map<String, Integer> one = answers(3, "/products", "X-Forwarded-For", address);
            assertThat(one).as("client " + address).hasSize(1);
            one.forEach((id, count) -> all.merge(id, count, Integer::sum));
        }
        assertThat(all).containsOnlyKeys("1", "2");
    }

    @Test
    void anUpstreamIsAppliedWhileAnInstanceIsStopped() throws Exception {
        lab.stack.stopService("app1");
        try {
            apply(lab.stack.initialUpstream(2).withWeights(Map.of("app1", 2, "app2", 1)));

            assertThat(answers(6, "/products")).isEqualTo(Map.of("2", 6));
        } finally {
            lab.stack.startService("app1");
        }
    }

    @Test
    void theNumberOfWorkersIsAppliedToo() throws Exception {
        ConfigApplier applier = new ConfigApplier(lab.stack.nginx());
        Workers before = applier.live().workers();
        Balancing three = new Balancing(lab.stack.initialUpstream(2), new Workers("3"));

        assertThat(applier.apply(three, _ -> {})).isInstanceOf(ApplyResult.Applied.class);

        assertThat(applier.live().workers()).isEqualTo(new Workers("3"));
        assertThat(
                        ComposeLab.run(
                                "docker",
                                "exec",
                                lab.container("nginx"),
                                "grep",
                                "worker_processes",
                                "/etc/nginx/nginx.conf"))
                .contains("worker_processes 3;");
        assertThat(lab.stack.nginx().acceptingWorkers().orElseThrow()).hasSize(3);
        Balancing back = new Balancing(lab.stack.initialUpstream(2), before);
        assertThat(applier.apply(back, _ -> {})).isInstanceOf(ApplyResult.Applied.class);
        assertThat(lab.stack.nginx().capabilities().orElseThrow().version()).startsWith("1.");
    }

    @Test
    void noApplyCostsARequestOrAStream() throws Exception {
        SteadyApplies.run("compose", lab.stack.nginx(), 40, new RawEngine());
    }

    @Test
    void aBrokenCandidateIsRefusedByNginxInTheContainer() throws Exception {
        NginxHost nginx = lab.stack.nginx();
        Path candidate = nginx.configFile().resolveSibling("nginx.conf.broken-by-test");
        Files.writeString(candidate, "events {}\nhttp { upstream u { server ; } }\n");
        try {
            var tested = nginx.test(candidate);

            assertThat(tested.succeeded()).isFalse();
            assertThat(tested.output())
                    .contains("[emerg]")
                    .contains("/etc/nginx/nginx.conf.broken-by-test:2");
            assertThat(tested.command())
                    .isEqualTo(
                            "docker exec "
                                    + lab.container("nginx")
                                    + " nginx -t -c /etc/nginx/nginx.conf.broken-by-test");
        } finally {
            Files.delete(candidate);
        }
    }

    @Test
    void theAccessLogIsFollowedFromNowOn() throws Exception {
        // The engine has a line some time after nginx wrote it; only then it lies before anything.
        BlockingQueue<String> earlier = new LinkedBlockingQueue<>();
        try (var following = lab.stack.nginx().followAccessLog(earlier::add)) {
            assertThat(following).isNotNull();
            lab.get("/products?follow=before");
            assertThat(earlier.poll(10, TimeUnit.SECONDS)).contains("follow=before");
        }
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        try (var following = lab.stack.nginx().followAccessLog(lines::add)) {
            assertThat(following).isNotNull();
            lab.get("/products?follow=after");

            String first = lines.poll(10, TimeUnit.SECONDS);
            assertThat(first).contains("follow=after").doesNotContain("follow=before");
        }
    }

    @Test
    void everyLineOfABurstIsInTheFollowedLog() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        try (var following = lab.stack.nginx().followAccessLog(lines::add)) {
            assertThat(following).isNotNull();
            for (int i = 0; i < 500; i++) {
                lab.get("/products/1?burst=" + i);
            }
            for (int i = 0; i < 500; i++) {
                assertThat(lines.poll(10, TimeUnit.SECONDS)).contains("burst=" + i + "\"");
            }
        }
    }

    private void apply(Upstream upstream) throws Exception {
        NginxHost nginx = lab.stack.nginx();
        ApplyResult result = new ConfigApplier(nginx).apply(upstream, step -> {});
        assertThat(result).isInstanceOf(ApplyResult.Applied.class);
    }

    private Map<String, Integer> answers(int requests, String path, String... headers)
            throws Exception {
        Map<String, Integer> answers = new HashMap<>();
        for (int i = 0; i < requests; i++) {
            var response = lab.get(path, headers);
            assertThat(response.statusCode()).isEqualTo(200);
            List<String> ids = response.headers().allValues("X-Instance-ID");
            assertThat(ids).hasSize(1);
            answers.merge(ids.getFirst(), 1, Integer::sum);
        }
        return answers;
    }
}
