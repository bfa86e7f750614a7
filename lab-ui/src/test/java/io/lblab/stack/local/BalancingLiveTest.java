package io.lblab.stack.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lblab.nginx.ApplyResult;
import io.lblab.nginx.ApplyResult.Applied;
import io.lblab.nginx.Balancing;
import io.lblab.nginx.ConfigApplier;
import io.lblab.nginx.Workers;
import io.lblab.stack.HttpAsk;
import io.lblab.upstream.Server;
import io.lblab.upstream.Server.Mode;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All that an apply can change, seen in what a real nginx then does.
@Tag("local")
class BalancingLiveTest {

    @TempDir Path folder;
    private NginxFixture nginx;
    private HttpAsk ask;

    @BeforeEach
    void start() throws Exception {
        nginx = new NginxFixture(folder, 3);
        ask = new HttpAsk(nginx.host().site().entry());
    }

    @AfterEach
    void stop() {
        nginx.close();
    }

    @Test
    void aKeyStaysOnItsServerWhoIsDownGetsNothingAndWorkersAreAsManyAsAsked() throws Exception {
        List<Server> servers = nginx.upstream(new Strategy.RoundRobin()).servers();
        Upstream hashed =
                new Upstream(
                        "app_backend",
                        new Strategy.Hash("$request_uri", true),
                        List.of(
                                servers.get(0).withMaxConns(50).withFailures(1, 5),
                                servers.get(1),
                                servers.get(2).withMode(Mode.DOWN)),
                        9,
                        false);
        Balancing wanted = new Balancing(hashed, new Workers("3"));

        Applied applied = apply(wanted);

        assertThat(applied.workers()).isEqualTo(new Workers("3"));
        assertThat(new ConfigApplier(nginx.host()).live().balancing()).isEqualTo(wanted);
        assertThat(Files.readString(folder.resolve("nginx.conf")))
                .contains("\nworker_processes 3;", "max_fails=1 fail_timeout=5s max_conns=50;");
        await().atMost(10, TimeUnit.SECONDS).until(() -> workers().size() == 3);
        Map<String, Set<String>> byKey = new HashMap<>();
        for (int i = 0; i < 120; i++) {
            String key = "/k" + i % 40;
            byKey.computeIfAbsent(key, _ -> new java.util.HashSet<>())
                    .add(ask.get(key).header("X-Instance-ID"));
        }
        assertThat(byKey.values()).allSatisfy(seen -> assertThat(seen).hasSize(1));
        assertThat(byKey.values().stream().flatMap(Set::stream)).containsOnly("1", "2");
        assertThat(byKey.values().stream().flatMap(Set::stream)).contains("1", "2");

        assertThat(new ConfigApplier(nginx.host()).bringBack(1, _ -> {}))
                .isInstanceOf(Applied.class);
        assertThat(new ConfigApplier(nginx.host()).live().workers()).isEqualTo(new Workers("2"));
        await().atMost(10, TimeUnit.SECONDS).until(() -> workers().size() == 2);
    }

    @Test
    void aBackupAnswersWhenAllOthersAreOut() throws Exception {
        List<Server> servers = nginx.upstream(new Strategy.RoundRobin()).servers();
        apply(
                new Balancing(
                        new Upstream(
                                "app_backend",
                                new Strategy.LeastConn(),
                                List.of(
                                        servers.get(0),
                                        servers.get(1).withMode(Mode.DOWN),
                                        servers.get(2).withMode(Mode.BACKUP)),
                                32),
                        new Workers("1")));
        assertThat(ask.get("/x").header("X-Instance-ID")).isEqualTo("1");

        nginx.stopServer(1);

        assertThat(ask.get("/x").header("X-Instance-ID")).isEqualTo("3");
    }

    @Test
    void whatNginxIsTooOldForIsNamedWithTheVersionThatBringsIt() throws Exception {
        Strategy sticky = new Strategy.StickyCookie("srv");
        org.junit.jupiter.api.Assumptions.assumeFalse(
                nginx.host().capabilities().orElseThrow().supports(sticky),
                "this nginx has sticky");

        ApplyResult result = new ConfigApplier(nginx.host()).apply(nginx.upstream(sticky), _ -> {});

        assertThat(result).isInstanceOf(ApplyResult.Refused.class);
        assertThat(((ApplyResult.Refused) result).reason())
                .contains("has no sticky: nginx 1.29.6 brings it. nginx refuses it:");
        assertThat(ask.get("/x").header("X-Lab-Generation")).isEqualTo("1");
    }

    private Set<Long> workers() throws Exception {
        return nginx.host().acceptingWorkers().orElseThrow();
    }

    private Applied apply(Balancing wanted) throws Exception {
        ApplyResult result = new ConfigApplier(nginx.host()).apply(wanted, _ -> {});
        assertThat(result).isInstanceOf(Applied.class);
        return (Applied) result;
    }
}
