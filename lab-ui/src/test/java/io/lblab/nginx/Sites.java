package io.lblab.nginx;

import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// Sites and upstreams for tests.
final class Sites {

    private Sites() {}

    /// What compose/nginx/nginx.conf is rendered from.
    static NginxSite composeDefault() {
        return new NginxSite(
                URI.create("http://127.0.0.1:8000"),
                "80",
                "auto",
                Map.of("app1", "10.213.87.11:8000", "app2", "10.213.87.12:8000"),
                Map.of("app1", "1", "app2", "2"),
                "lab",
                "10.213.87.1",
                "/var/cache/nginx",
                "/dev/stdout",
                "/dev/stderr",
                "/etc/nginx/mime.types");
    }

    static Upstream composeUpstream() {
        return new Upstream(
                "app_backend",
                new Strategy.RoundRobin(),
                List.of(Server.of("app1", "app1", 8000), Server.of("app2", "app2", 8000)),
                128);
    }

    /// Servers on addresses of their own, as on the local stack.
    static Upstream byAddress(Strategy strategy, int... weights) {
        Server[] servers = new Server[weights.length];
        for (int i = 0; i < weights.length; i++) {
            servers[i] =
                    Server.of("app" + (i + 1), "127.20.0." + (11 + i), 8000).withWeight(weights[i]);
        }
        return new Upstream("app_backend", strategy, List.of(servers), 128);
    }

    static NginxSite local(String runtimeDir, int port) {
        return new NginxSite(
                URI.create("http://127.0.0.1:" + port),
                "127.0.0.1:" + port,
                "2",
                Map.of(
                        "app1", "127.20.0.11:8000",
                        "app2", "127.20.0.12:8000",
                        "app3", "127.20.0.13:8000"),
                Map.of("app1", "1", "app2", "2", "app3", "3"),
                "secret-token",
                "127.20.0.9",
                runtimeDir,
                runtimeDir + "/access.log",
                runtimeDir + "/error.log",
                runtimeDir + "/mime.types");
    }
}
