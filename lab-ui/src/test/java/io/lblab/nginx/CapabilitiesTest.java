package io.lblab.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {

    private static final String DEBIAN =
            """
            nginx version: nginx/1.22.1
            built with OpenSSL 3.0.15
            configure arguments: --prefix=/usr/share/nginx --with-http_stub_status_module \
            --with-http_realip_module\
            """;

    @Test
    void whatDebianShipsIsEnough() throws NginxException {
        Capabilities nginx = Capabilities.parse(DEBIAN);

        assertThat(nginx.version()).isEqualTo("1.22.1");
        assertThat(nginx.missing()).isEmpty();
        assertThat(nginx.supports(new Strategy.IpHash())).isTrue();
        assertThat(nginx.supports(new Strategy.LeastConn())).isTrue();
    }

    @Test
    void aMissingModuleIsNamed() throws NginxException {
        Capabilities nginx = Capabilities.parse(DEBIAN.replace("--with-http_realip_module", ""));

        assertThat(nginx.missing().orElseThrow())
                .contains("nginx 1.22.1", "http_realip_module", "apt-get install nginx-light");
    }

    @Test
    void aMethodLeftOutOfTheBuildIsNotSupported() throws NginxException {
        Capabilities nginx = Capabilities.parse(DEBIAN + " --without-http_upstream_ip_hash_module");

        assertThat(nginx.supports(new Strategy.IpHash())).isFalse();
        assertThat(nginx.supports(new Strategy.RoundRobin())).isTrue();
    }

    @Test
    void anotherProgramIsRefused() {
        assertThatThrownBy(() -> Capabilities.parse("Server version: Apache/2.4.62"))
                .isInstanceOf(NginxException.class)
                .hasMessage("This is no nginx: Server version: Apache/2.4.62");
    }

    @Test
    void whatAnNginxIsTooOldForIsNamedWithTheVersionThatBringsIt() throws NginxException {
        Capabilities old = Capabilities.parse(DEBIAN);
        Capabilities newest = Capabilities.parse(DEBIAN.replace("1.22.1", "1.31.4"));

        assertThat(old.lacking(new Strategy.StickyCookie("srv")))
                .contains("nginx 1.22.1 has no sticky: nginx 1.29.6 brings it.");
        assertThat(old.lacking(new Strategy.LeastTime(false, false)))
                .contains("nginx 1.22.1 has no least_time: nginx 1.31.0 brings it.");
        assertThat(old.supports(new Strategy.RandomTwo())).isTrue();
        assertThat(old.supports(new Strategy.Hash("$uri", true))).isTrue();
        assertThat(newest.supports(new Strategy.StickyLearn("srv"))).isTrue();
        assertThat(newest.supports(new Strategy.LeastTime(true, true))).isTrue();
    }

    @Test
    void limitsOfConnectionsNeedAVersionToo() throws NginxException {
        Capabilities ancient = Capabilities.parse(DEBIAN.replace("1.22.1", "1.10.3"));
        Upstream plain = Sites.composeUpstream();
        Upstream limited =
                plain.withServers(plain.servers().stream().map(s -> s.withMaxConns(3)).toList());

        assertThat(ancient.lacking(plain)).isEmpty();
        assertThat(ancient.lacking(limited))
                .contains("nginx 1.10.3 has no max_conns: nginx 1.11.5 brings it.");
    }

    @Test
    void theVersionThatBringsAStrategyIsTheOneThatHasIt() {
        for (String id :
                new String[] {
                    "least_conn",
                    "ip_hash",
                    "hash $uri",
                    "random two",
                    "least_time header",
                    "sticky cookie srv"
                }) {
            Strategy strategy = Strategy.ofId(id);
            String since = Capabilities.since(strategy).orElseThrow();
            assertThat(new Capabilities(since, "").supports(strategy)).as(id).isTrue();
            assertThat(new Capabilities("0.3.48", "").lacking(strategy).orElseThrow())
                    .endsWith("nginx " + since + " brings it.");
        }
        assertThat(Capabilities.since(new Strategy.RoundRobin())).isEmpty();
    }
}
