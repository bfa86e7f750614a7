package io.lblab.stack.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.nginx.CommandResult;
import io.lblab.nginx.NginxConfigRenderer;
import io.lblab.stack.HttpAsk;
import io.lblab.stack.HttpAsk.Answer;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the rendered configuration makes a real nginx do.
@Tag("local")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NginxConfigLiveTest {

    private Path folder;
    private NginxFixture nginx;
    private HttpAsk ask;

    @BeforeAll
    void start(@TempDir Path temp) throws Exception {
        folder = temp;
        nginx = new NginxFixture(folder, 2);
        ask = new HttpAsk(nginx.host().site().entry());
    }

    @AfterAll
    void stop() {
        nginx.close();
    }

    @ParameterizedTest
    @CsvSource({
        "round-robin, 1, 1",
        "round-robin, 3, 1",
        "least_conn, 1000, 1",
        "ip_hash, 7, 2",
        "hash $request_uri, 1, 2",
        "hash $host:$arg_user/$cookie_a|$http_b consistent, 1000, 1",
        "random, 1, 1",
        "random two, 3, 1"
    })
    void nginxAcceptsEveryStrategyWithoutAWarning(String strategy, int first, int second)
            throws Exception {
        Path candidate = folder.resolve("nginx.conf.candidate");
        Files.writeString(
                candidate,
                new NginxConfigRenderer()
                        .render(
                                nginx.host().site(),
                                nginx.upstream(Strategy.ofId(strategy), first, second),
                                2));

        CommandResult result = nginx.host().test(candidate);

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output())
                .contains("test is successful")
                .doesNotContain("[warn]", "[emerg]", "[alert]");
    }

    @Test
    void nginxAcceptsEveryParameterWithoutAWarning() throws Exception {
        Upstream plain = nginx.upstream(new Strategy.LeastConn(), 3, 1);
        Upstream upstream =
                new Upstream(
                        plain.name(),
                        plain.strategy(),
                        List.of(
                                plain.servers().get(0).withMaxConns(5).withMode(Server.Mode.DOWN),
                                plain.servers().get(1).withFailures(0, 0)),
                        1,
                        false);
        Path candidate = folder.resolve("nginx.conf.candidate");
        for (Upstream each :
                List.of(
                        upstream,
                        plain.withServers(
                                List.of(
                                        plain.servers().get(0),
                                        plain.servers().get(1).withMode(Server.Mode.BACKUP))))) {
            Files.writeString(
                    candidate, new NginxConfigRenderer().render(nginx.host().site(), each, 2));

            CommandResult result = nginx.host().test(candidate);

            assertThat(result.exitCode()).as(result.output()).isZero();
            assertThat(result.output()).doesNotContain("[warn]", "[emerg]", "[alert]");
        }
    }

    @Test
    void turnsAlternateAndBothHeadersAgree() throws IOException {
        List<String> instances = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Answer answer = ask.head("/health");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("X-Served-By"))
                    .isEqualTo("app" + answer.header("X-Instance-ID") + ":8000");
            assertThat(answer.header("X-Load-Balancer")).isEqualTo("nginx");
            assertThat(answer.header("X-Lab-Generation")).isEqualTo("1");
            instances.add(answer.header("X-Instance-ID"));
        }
        assertThat(String.join("", instances)).isIn("1212121212", "2121212121");
    }

    @Test
    void oneInstanceIsAskedPastTheBalancerAndTakesNoTurn() throws IOException {
        String token = "X-Lab-Token: " + NginxFixture.TOKEN;
        String before = ask.get("/products").header("X-Instance-ID");

        for (int i = 0; i < 3; i++) {
            Answer second = ask.get("/lab/instance/2/a%20b/c?q=%2F%26&r=1", token);
            assertThat(second.header("X-Instance-ID")).isEqualTo("2");
            assertThat(second.header("X-Served-By")).isEqualTo("app2:8000");
            assertThat(second.body()).isEqualTo("GET /a%20b/c?q=%2F%26&r=1");
        }
        assertThat(ask.send("POST", "/lab/instance/1/purchase", "{}", token).body())
                .isEqualTo("POST /purchase");
        ask.get("/favicon.ico");
        ask.get("/lab/nginx/status");
        ask.get("/lab/nginx/whoami");
        ask.get("/lab/nginx/generation");
        ask.get("/lab/nginx/nothing");

        assertThat(ask.get("/products").header("X-Instance-ID")).isNotEqualTo(before);
    }

    @Test
    void anInstanceIsAskedOnlyWithTheTokenAndOnlyOneThatThereIs() throws IOException {
        assertThat(ask.get("/lab/instance/1/products").status()).isEqualTo(403);
        assertThat(ask.get("/lab/instance/1/products", "X-Lab-Token: guess").status())
                .isEqualTo(403);
        assertThat(
                        ask.get("/lab/instance/3/products", "X-Lab-Token: " + NginxFixture.TOKEN)
                                .status())
                .isEqualTo(404);
    }

    @Test
    void theLabsOwnAddressMayNameClientsAndNoOther() throws IOException {
        String forged = "X-Forwarded-For: 203.0.113.7";
        String lab = nginx.host().site().labAddress();

        assertThat(ask.from(lab).get("/lab/nginx/whoami", forged).body())
                .isEqualTo(
                        "{\"remote_addr\":\"203.0.113.7\",\"realip_remote_addr\":\""
                                + lab
                                + "\"}\n");
        assertThat(ask.from(lab).get("/x", forged).header("X-Seen-Client"))
                .isEqualTo("203.0.113.7");
        for (String other : List.of("127.0.0.1", "127.0.0.77")) {
            assertThat(ask.from(other).get("/lab/nginx/whoami", forged).body())
                    .isEqualTo(
                            "{\"remote_addr\":\"%s\",\"realip_remote_addr\":\"%s\"}\n"
                                    .formatted(other, other));
            assertThat(ask.from(other).get("/x", forged).header("X-Seen-Client")).isEqualTo(other);
        }
    }

    @Test
    void staticFilesComeFromTheCacheTheSecondTime() throws IOException {
        Answer first = ask.get("/static/style.css");
        Answer second = ask.get("/static/style.css");

        assertThat(first.header("X-Cache-Status")).isEqualTo("MISS");
        assertThat(second.header("X-Cache-Status")).isEqualTo("HIT");
        assertThat(second.header("X-Served-By")).isEmpty();
        assertThat(second.header("X-Lab-Generation")).isEqualTo("1");
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void serversSeeTheHostThatTheClientAskedFor() throws IOException {
        assertThat(ask.get("/x").header("X-Seen-Host"))
                .isEqualTo(nginx.host().site().entry().getAuthority());
    }

    @Test
    void errorsCarryTheHeadersToo() throws IOException {
        Answer answer = ask.get("/lab/nginx/nothing");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("X-Load-Balancer")).isEqualTo("nginx");
        assertThat(answer.header("X-Lab-Generation")).isEqualTo("1");
        assertThat(answer.header("Server")).isEqualTo("nginx");
    }
}
