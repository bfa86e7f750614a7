package io.lblab.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.upstream.InvalidUpstreamException;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NginxConfigTest {

    private static final NginxSite SITE = Sites.local("/run/lab", 8000);
    private final NginxConfigRenderer renderer = new NginxConfigRenderer();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "round-robin",
                "least_conn",
                "ip_hash",
                "hash $request_uri",
                "hash $host:$arg_user consistent",
                "random",
                "random two",
                "least_time header inflight",
                "sticky cookie srv",
                "sticky route jsessionid",
                "sticky learn sid"
            })
    void whatIsRenderedIsReadBack(String strategy) throws NginxException {
        Upstream upstream = Sites.byAddress(Strategy.ofId(strategy), 3, 1, 1000);

        NginxConfig config = NginxConfig.read(renderer.render(SITE, upstream, 123));

        assertThat(config.upstream()).isEqualTo(upstream);
        assertThat(config.generation()).isEqualTo(123);
        assertThat(config.live().upstreamBlock())
                .startsWith("upstream app_backend {")
                .contains("    server 127.20.0.11:8000 weight=3 max_fails=3 fail_timeout=30s")
                .endsWith("}");
    }

    @Test
    void everyParameterIsReadBack() throws NginxException {
        Upstream plain = Sites.byAddress(new Strategy.LeastConn(), 3, 1, 2);
        List<Server> servers = plain.servers();
        Upstream upstream =
                new Upstream(
                        plain.name(),
                        plain.strategy(),
                        List.of(
                                servers.get(0).withMaxConns(7).withFailures(0, 0),
                                servers.get(1).withMode(Server.Mode.DOWN),
                                servers.get(2).withMode(Server.Mode.BACKUP)),
                        5,
                        false);

        NginxConfig config = NginxConfig.read(renderer.render(SITE, upstream, 1));

        assertThat(config.upstream()).isEqualTo(upstream);
        assertThat(config.live().upstreamBlock())
                .contains(
                        "127.20.0.11:8000 weight=3 max_fails=0 fail_timeout=0s max_conns=7;   # app1",
                        "fail_timeout=30s down;   # app2",
                        "fail_timeout=30s backup;   # app3",
                        "# zone app_backend 256k;");
    }

    /// Random names, hosts, keys and cookies: what isn't refused in words is read back as it was
    /// meant, and nothing else.
    @Test
    void hostileInputIsRefusedOrStaysInItsPlace() throws NginxException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            Upstream upstream;
            try {
                upstream = HostileInput.upstream(random);
            } catch (InvalidUpstreamException refused) {
                assertThat(refused).as("seed %d", seed).hasMessageEndingWith(".");
                continue;
            }
            accepted++;
            String block = BalancedRegion.upstreamBlock(upstream);
            assertThat(WrittenBlock.upstream(UpstreamReader.read(block)))
                    .as("seed %d", seed)
                    .isEqualTo(upstream);
        }
        assertThat(accepted).as("seed %d", seed).isBetween(100, 19_000);
    }

    @Test
    void serversWrittenByNameAreReadBack() throws NginxException {
        String text = renderer.render(Sites.composeDefault(), Sites.composeUpstream(), 1);

        assertThat(NginxConfig.read(text).upstream()).isEqualTo(Sites.composeUpstream());
    }

    @Test
    void anotherUpstreamChangesTheRegionAndNothingElse() throws NginxException {
        String before =
                renderer.render(SITE, Sites.byAddress(new Strategy.RoundRobin(), 1, 1), 1)
                        .replace("server_tokens        off;", "server_tokens on; # a student's");
        Upstream heavier = Sites.byAddress(new Strategy.IpHash(), 3, 1);

        String after =
                NginxConfig.read(before).with(SITE, new Balancing(heavier, new Workers("2")), 2);

        assertThat(NginxConfig.read(after).upstream()).isEqualTo(heavier);
        assertThat(NginxConfig.read(after).generation()).isEqualTo(2);
        assertThat(after.substring(0, after.indexOf(BalancedRegion.BEGIN)))
                .isEqualTo(before.substring(0, before.indexOf(BalancedRegion.BEGIN)));
        assertThat(after.substring(after.indexOf(BalancedRegion.END)))
                .isEqualTo(before.substring(before.indexOf(BalancedRegion.END)));
    }

    @Test
    void theNumberOfWorkersIsReadAndWrittenInItsLine() throws NginxException {
        NginxConfig config = NginxConfig.read(rendered());
        assertThat(config.balancing().workers()).isEqualTo(new Workers("2"));
        assertThat(config.live().text())
                .startsWith("worker_processes 2;\n\nupstream app_backend {");

        String after = config.with(SITE, config.balancing().withWorkers(new Workers("auto")), 7);

        assertThat(NginxConfig.read(after).balancing().workers()).isEqualTo(new Workers("auto"));
        assertThat(after)
                .isEqualTo(rendered().replace("\nworker_processes 2;", "\nworker_processes auto;"));
    }

    /// As it is outside the marks, a change by hand must still be seen as one of the lab's part.
    @Test
    void workersChangedByHandAreAnEditOfTheLabsPart() {
        String edited = rendered().replace("worker_processes 2;", "worker_processes 4;");

        assertThat(HandEdit.between(7, rendered(), edited).ofUpstream()).isTrue();
        assertThat(HandEdit.between(7, rendered(), rendered().replace("64m", "65m")).ofUpstream())
                .isFalse();
    }

    @Test
    void linesThatStudentsTypeAreReadWithNginxsDefaults() throws NginxException {
        String text =
                rendered()
                        .replaceFirst(
                                "server 127.20.0.11:8000[^;]*;   # app1",
                                "server app1:8000 weight=3;  # 75% of traffic")
                        .replaceFirst("# least_conn;", "least_conn;");

        Upstream upstream = NginxConfig.read(text).upstream();

        assertThat(upstream.strategy()).isEqualTo(new Strategy.LeastConn());
        assertThat(upstream.servers())
                .isEqualTo(
                        List.of(
                                new Server("app1", "app1", 8000, 3, 1, 10),
                                Server.of("app2", "127.20.0.12", 8000)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "weight=1 max_fails|slow_start=3 max_fails|no parameter \"slow_start\"",
                "weight=1 max_fails|backup max_fails|are backups",
                "weight=1 max_fails|fail_timeout=500ms max_fails|no time in whole seconds",
                "weight=1 max_fails|weight=0 max_fails|\"weight=0\" is refused",
                "weight=1 max_fails|weight=1001 max_fails|larger than the lab allows",
                "127.20.0.12|127.20.0.11|stands twice",
                "# least_conn;|hash $nosuch;|names the variable $nosuch",
                "# least_conn;|fastest;|no directive \"fastest\"",
                "# <<< lab|# gone|no region between",
                "worker_processes 2;|worker_processes 65;|from 1 to 64",
                "worker_processes 2;|worker_processes many;|from 1 to 64",
                "worker_processes 2;|# none|no line \"worker_processes N;\"",
                "map $host $lab_generation { default 7; }|map $host $x { default 7; }|no generation",
                "upstream app_backend {|upstream_gone {|no upstream",
            })
    void textThatCannotBeReadIsSaidInASentence(String old, String broken, String says) {
        String text = rendered().replace(old, broken);

        assertThatThrownBy(() -> NginxConfig.read(text))
                .isInstanceOf(NginxException.class)
                .hasMessageContaining(says)
                .hasMessageEndingWith(".");
    }

    @Test
    void twoRegionsAreRefused() {
        assertThatThrownBy(() -> NginxConfig.read(rendered() + "\n" + rendered()))
                .hasMessageContaining("twice");
    }

    private String rendered() {
        return renderer.render(SITE, Sites.byAddress(new Strategy.RoundRobin(), 1, 1), 7);
    }
}
