package io.lblab.stack.local;

import static org.awaitility.Awaitility.await;

import io.lblab.nginx.NginxConfigRenderer;
import io.lblab.nginx.NginxSite;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// Real nginx in front of small servers of this process, each on an address of its own.
public final class NginxFixture implements AutoCloseable {

    public static final String TOKEN = "fixture-token";

    private final Addresses addresses;
    private final Map<String, EchoServer> servers = new LinkedHashMap<>();
    private final NginxCommand command;
    private final NginxSite site;
    private final Process nginx;

    public NginxFixture(Path folder, int instances) throws Exception {
        addresses = Addresses.pick(0, instances, new Random());
        Map<String, String> byName = new LinkedHashMap<>();
        Map<String, String> ids = new LinkedHashMap<>();
        for (int n = 1; n <= instances; n++) {
            byName.put("app" + n, addresses.apps().get(n - 1).toString());
            ids.put("app" + n, String.valueOf(n));
            startServer(n);
        }
        command = new NginxCommand(Path.of("/usr/sbin/nginx"), folder);
        site =
                new NginxSite(
                        URI.create("http://" + addresses.nginx()),
                        addresses.nginx().toString(),
                        "2",
                        byName,
                        ids,
                        TOKEN,
                        addresses.lab(),
                        folder.toString(),
                        command.accessLog().toString(),
                        command.errorLog().toString(),
                        folder.resolve("mime.types").toString());
        Files.writeString(folder.resolve("mime.types"), "types { text/css css; }\n");
        Files.writeString(
                command.configFile(),
                new NginxConfigRenderer().render(site, upstream(new Strategy.RoundRobin()), 1));
        nginx =
                new ProcessBuilder(command.run())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("nginx.out").toFile())
                        .start();
        await().atMost(10, TimeUnit.SECONDS).until(() -> addresses.nginx().accepts());
    }

    public LocalNginxHost host() {
        return new LocalNginxHost(command, site);
    }

    public Addresses addresses() {
        return addresses;
    }

    /// The upstream over all servers, with these weights, 1 for those not named.
    public Upstream upstream(Strategy strategy, int... weights) {
        List<Server> lines = new ArrayList<>();
        for (int i = 0; i < addresses.apps().size(); i++) {
            Endpoint app = addresses.apps().get(i);
            lines.add(
                    Server.of("app" + (i + 1), app.host(), app.port())
                            .withWeight(i < weights.length ? weights[i] : 1));
        }
        return new Upstream("app_backend", strategy, lines, 64);
    }

    public void stopServer(int n) {
        servers.remove("app" + n).close();
    }

    public void startServer(int n) throws Exception {
        servers.put("app" + n, new EchoServer(addresses.apps().get(n - 1), String.valueOf(n)));
    }

    /// Ends nginx as a crash would.
    public void killNginx() throws InterruptedException {
        List<ProcessHandle> workers = nginx.children().toList();
        nginx.destroyForcibly().waitFor();
        workers.forEach(ProcessHandle::destroyForcibly);
        await().until(() -> !addresses.nginx().accepts());
    }

    @Override
    public void close() {
        servers.values().forEach(EchoServer::close);
        if (nginx.isAlive()) {
            // SIGTERM: nginx ends at once, its workers too.
            List<ProcessHandle> workers = nginx.children().toList();
            nginx.destroy();
            nginx.onExit().join();
            workers.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
