package io.lblab.stack.local;

import io.lblab.nginx.ConfigHistory;
import io.lblab.nginx.NginxConfigRenderer;
import io.lblab.nginx.NginxSite;
import io.lblab.stack.Service.Role;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// nginx, in front of all.
record NginxPart(Context context) {

    static final String NAME = "nginx";

    private static final int KEEPALIVE = 128;
    private static final int MOST_WORKERS = 4;

    void write() throws IOException {
        Path mimeTypes = context.folder().data(NAME).resolve("mime.types");
        try (InputStream in = NginxPart.class.getResourceAsStream("/nginx-templates/mime.types")) {
            if (in == null) {
                throw new IOException("nginx-templates/mime.types is missing on the class path");
            }
            Files.write(mimeTypes, in.readAllBytes());
        }
        Files.writeString(
                command().configFile(),
                new NginxConfigRenderer().render(site(), upstream(context.addresses()), 1));
        ConfigHistory.restart(command().configFile());
    }

    ServiceSpec spec() {
        NginxCommand command = command();
        return new ServiceSpec(
                NAME,
                Role.BALANCER,
                Optional.empty(),
                command.run(),
                Map.of(),
                command.folder(),
                context.folder().log(NAME),
                List.of(context.folder().log(NAME), command.errorLog(), command.accessLog()),
                List.of(context.addresses().nginx()),
                () -> context.http().answers(site().entry().resolve("/lab/nginx/generation")),
                Optional.of(command.quit()),
                Duration.ofSeconds(10),
                "nginx " + context.programs().nginx().capabilities().version());
    }

    LocalNginxHost host() {
        return new LocalNginxHost(command(), site());
    }

    NginxSite site() {
        NginxCommand command = command();
        Addresses addresses = context.addresses();
        Map<String, String> byName = new LinkedHashMap<>();
        Map<String, String> ids = new LinkedHashMap<>();
        for (int n = 1; n <= addresses.apps().size(); n++) {
            byName.put(Context.app(n), addresses.apps().get(n - 1).toString());
            ids.put(Context.app(n), String.valueOf(n));
        }
        return new NginxSite(
                URI.create("http://" + addresses.nginx()),
                addresses.nginx().toString(),
                String.valueOf(Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors())),
                byName,
                ids,
                context.token(),
                addresses.lab(),
                slashes(command.folder()),
                slashes(command.accessLog()),
                slashes(command.errorLog()),
                slashes(command.folder().resolve("mime.types")));
    }

    /// Round-robin over all instances.
    static Upstream upstream(Addresses addresses) {
        List<Server> servers = new ArrayList<>();
        for (Endpoint app : addresses.apps()) {
            servers.add(Server.of(Context.app(servers.size() + 1), app.host(), app.port()));
        }
        return new Upstream("app_backend", new Strategy.RoundRobin(), servers, KEEPALIVE);
    }

    private NginxCommand command() {
        return new NginxCommand(context.programs().nginx().binary(), context.folder().data(NAME));
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }
}
