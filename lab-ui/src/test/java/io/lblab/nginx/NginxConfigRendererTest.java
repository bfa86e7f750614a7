package io.lblab.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Set the system property `lblab.golden` to `write` to write the compared files anew.
class NginxConfigRendererTest {

    private static final boolean WRITE = "write".equals(System.getProperty("lblab.golden"));

    private final NginxConfigRenderer renderer = new NginxConfigRenderer();

    @ParameterizedTest
    @CsvSource({"round-robin, 3, 1", "least_conn, 1, 1", "ip_hash, 5, 2"})
    void aLocalSiteIsRenderedAsInTheGoldenFile(String strategy, int first, int second)
            throws IOException {
        String text =
                renderer.render(
                        Sites.local("/home/me/lab run", 8000),
                        Sites.byAddress(Strategy.ofId(strategy), first, second),
                        7);

        assertSame(Path.of("src/test/resources/nginx/local-" + strategy + ".conf"), text);
    }

    @Test
    void theConfigurationThatComposeShipsIsWhatTheRendererMakes() throws IOException {
        String text = renderer.render(Sites.composeDefault(), Sites.composeUpstream(), 1);

        assertSame(Path.of("../compose/nginx/nginx.conf"), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a\"b", "/a\nb", "/a$b", "/a\\b", ""})
    void aPathThatCouldEndItsStringIsRefused(String path) {
        NginxSite site = Sites.local(path, 8000);

        assertThatThrownBy(() ->
                        renderer.render(site, Sites.byAddress(new Strategy.IpHash(), 1, 1), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("can't stand in nginx.conf");
    }

    @Test
    void aServerThatTheStackDoesNotHaveIsRefused() {
        Upstream upstream =
                new Upstream(
                        "app_backend",
                        new Strategy.RoundRobin(),
                        List.of(Server.of("app9", "127.20.0.19", 8000)),
                        8);

        assertThatThrownBy(() -> renderer.render(Sites.local("/run", 8000), upstream, 1))
                .hasMessage(
                        "Server app9 is no instance of this stack: there are app1, app2, app3.");
    }

    private static void assertSame(Path golden, String text) throws IOException {
        if (WRITE) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }
}
