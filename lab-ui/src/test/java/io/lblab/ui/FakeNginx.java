package io.lblab.ui;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lblab.nginx.Capabilities;
import io.lblab.nginx.CommandResult;
import io.lblab.nginx.NginxConfig;
import io.lblab.nginx.NginxConfigRenderer;
import io.lblab.nginx.NginxException;
import io.lblab.nginx.NginxHost;
import io.lblab.nginx.NginxSite;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// Plays nginx for tests of the window: a small web server that reads the same nginx.conf, answers
/// its generation, and spreads requests by weight or by the client's network.
public final class FakeNginx implements NginxHost, AutoCloseable {

    private final HttpServer server;
    private final Path config;
    private final NginxSite site;
    private final List<Consumer<String>> log = new CopyOnWriteArrayList<>();
    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> current = new HashMap<>();
    private final Map<String, LongAdder> answered = new ConcurrentHashMap<>();
    private final FakeEvents events = new FakeEvents();
    private volatile NginxConfig running;

    /// What it says it can do: as much as Debian's.
    public volatile Capabilities capabilities = new Capabilities("1.22.1", "");

    volatile Optional<String> refusal = Optional.empty();
    volatile Duration thinking = Duration.ZERO;

    FakeNginx(Path folder, Upstream upstream) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
            int port = server.getAddress().getPort();
            config = folder.resolve("nginx.conf");
            site = site(folder, port, upstream);
            Files.writeString(config, new NginxConfigRenderer().render(site, upstream, 1));
            running = NginxConfig.read(Files.readString(config));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NginxException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/lab/nginx/generation", this::generation);
        server.createContext("/lab/instance/", this::instance);
        server.createContext("/events", this::hold);
        server.createContext("/", this::answer);
        server.start();
    }

    private static NginxSite site(Path folder, int port, Upstream upstream) {
        Map<String, String> addresses = new HashMap<>();
        Map<String, String> ids = new HashMap<>();
        int number = 1;
        for (Server each : upstream.servers()) {
            addresses.put(each.name(), each.address());
            ids.put(each.name(), String.valueOf(number++));
        }
        return new NginxSite(
                URI.create("http://127.0.0.1:" + port),
                "127.0.0.1:" + port,
                "2",
                addresses,
                ids,
                "token",
                "127.0.0.1",
                folder.toString(),
                folder.resolve("access.log").toString(),
                folder.resolve("error.log").toString(),
                "/etc/nginx/mime.types");
    }

    @Override
    public Optional<Capabilities> capabilities() {
        return Optional.of(capabilities);
    }

    /// What it runs.
    public Upstream upstream() {
        return running.upstream();
    }

    FakeEvents events() {
        return events;
    }

    void setDown(String name, boolean isDown) {
        if (isDown) {
            down.add(name);
        } else {
            down.remove(name);
        }
    }

    @Override
    public NginxSite site() {
        return site;
    }

    @Override
    public Path configFile() {
        return config;
    }

    @Override
    public CommandResult test(Path candidate) {
        return new CommandResult(
                "nginx -t -c " + candidate.getFileName(),
                refusal.isPresent() ? 1 : 0,
                refusal.orElse("nginx: configuration file test is successful"),
                Duration.ofMillis(21));
    }

    @Override
    public CommandResult reload() throws IOException {
        try {
            running = NginxConfig.read(Files.readString(config));
        } catch (NginxException e) {
            return new CommandResult("nginx -s reload", 1, e.getMessage(), Duration.ofMillis(3));
        }
        return new CommandResult("nginx -s reload", 0, "", Duration.ofMillis(3));
    }

    @Override
    public Subscription followAccessLog(Consumer<String> line) {
        log.add(line);
        return () -> log.remove(line);
    }

    @Override
    public void close() {
        events.close();
        server.stop(0);
    }

    private void generation(HttpExchange exchange) throws IOException {
        send(exchange, 200, running.generation() + "\n");
    }

    private void hold(HttpExchange exchange) throws IOException {
        Server server =
                pick(exchange.getRemoteAddress().getAddress().getHostAddress()).orElseThrow();
        events.hold(exchange, String.valueOf(site.instanceIds().get(server.name())));
    }

    /// What one instance says, past the balancer.
    private void instance(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        switch (path[4]) {
            case "products" -> send(exchange, 200, events.products());
            case "stock" -> send(exchange, 200, events.stock(exchange));
            default -> metrics(exchange, path[3]);
        }
    }

    /// What the instance of `/lab/instance/1/metrics` has counted.
    private void metrics(HttpExchange exchange, String id) throws IOException {
        send(
                exchange,
                200,
                """
                process_start_time_seconds 1.0
                http_requests_total{endpoint="/products/{id}"} %d
                """
                        .formatted(answered.getOrDefault(id, new LongAdder()).sum()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (!thinking.isZero()) {
            try {
                Thread.sleep(thinking);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        String client =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Forwarded-For"))
                        .orElse(exchange.getRemoteAddress().getAddress().getHostAddress());
        Optional<Server> picked = pick(client);
        int status = picked.isPresent() ? 200 : 502;
        picked.ifPresent(server -> {
            answered.computeIfAbsent(site.instanceIds().get(server.name()), _ -> new LongAdder())
                    .increment();
            exchange.getResponseHeaders()
                    .set("X-Instance-ID", site.instanceIds().get(server.name()));
            exchange.getResponseHeaders().set("X-Served-By", server.label());
        });
        exchange.getResponseHeaders().set("X-Lab-Generation", String.valueOf(running.generation()));
        send(exchange, status, "{}");
        log(exchange, client, picked, status);
    }

    private void log(HttpExchange exchange, String client, Optional<Server> picked, int status) {
        String line =
                """
                {"time":"%s","client":"%s","method":"%s","uri":"%s","status":"%d","upstream_addr":"%s",\
                "upstream_status":"%d","upstream_response_time":"0.001","request_time":"0.001",\
                "generation":"%d","instance":"","cache":""}\
                """
                        .formatted(
                                Instant.now(),
                                client,
                                exchange.getRequestMethod(),
                                exchange.getRequestURI(),
                                status,
                                picked.map(Server::address).orElse("app_backend"),
                                status,
                                running.generation());
        log.forEach(l -> l.accept(line));
    }

    private synchronized Optional<Server> pick(String client) {
        Upstream upstream = running.upstream();
        List<Server> up =
                upstream.servers().stream().filter(s -> !down.contains(s.name())).toList();
        if (up.isEmpty()) {
            return Optional.empty();
        }
        if (upstream.strategy() instanceof Strategy.IpHash) {
            String network = client.substring(0, client.lastIndexOf('.'));
            return Optional.of(up.get(Math.floorMod(network.hashCode() * 31, up.size())));
        }
        Server best = up.getFirst();
        int total = 0;
        for (Server each : up) {
            int weight = current.merge(each.name(), each.weight(), Integer::sum);
            total += each.weight();
            if (weight > current.get(best.name())) {
                best = each;
            }
        }
        current.merge(best.name(), -total, Integer::sum);
        return Optional.of(best);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
