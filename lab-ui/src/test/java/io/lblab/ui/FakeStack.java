package io.lblab.ui;

import io.lblab.nginx.NginxHost;
import io.lblab.nginx.NginxHost.Subscription;
import io.lblab.stack.LogLine;
import io.lblab.stack.Progress;
import io.lblab.stack.Service;
import io.lblab.stack.Service.Health;
import io.lblab.stack.Service.Role;
import io.lblab.stack.Service.State;
import io.lblab.stack.ShopChoices;
import io.lblab.stack.ShopChoices.Database;
import io.lblab.stack.Stack;
import io.lblab.stack.StackEvent;
import io.lblab.stack.StackException;
import io.lblab.stack.StackKind;
import io.lblab.stack.StackOptions;
import io.lblab.stack.StackState;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// A stack for tests of the window, in memory but for a [FakeNginx].
public final class FakeStack implements Stack {

    private static final List<String> ORDER =
            List.of(
                    "redis",
                    "kafka",
                    "postgres",
                    "app1",
                    "app2",
                    "nginx",
                    "prometheus",
                    "node-exporter");

    private final StackKind kind;
    private final Path folder;
    private final List<Consumer<StackEvent>> listeners = new CopyOnWriteArrayList<>();
    private final List<Service> services = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private volatile StackState state = StackState.STOPPED;
    private volatile Optional<ShopChoices> shop = Optional.empty();
    private volatile Optional<FakeNginx> nginx = Optional.empty();
    volatile Optional<String> missing = Optional.empty();
    volatile Optional<String> startFails = Optional.empty();

    /// What is done to nginx when it starts.
    volatile Consumer<FakeNginx> prepared = _ -> {};

    /// When set, a start stays half way until it is counted down.
    volatile Optional<CountDownLatch> held = Optional.empty();

    public FakeStack(StackKind kind, Path folder) {
        this.kind = kind;
        this.folder = folder;
    }

    public FakeNginx fakeNginx() {
        return nginx.orElseThrow();
    }

    /// What was asked of single services: `kill app2`.
    List<String> commands() {
        return commands;
    }

    @Override
    public StackKind kind() {
        return kind;
    }

    @Override
    public Optional<String> unavailable() {
        return missing;
    }

    @Override
    public StackState state() {
        return state;
    }

    @Override
    public Duration start(StackOptions options, Consumer<Progress> progress)
            throws StackException, InterruptedException {
        state = StackState.STARTING;
        progress.accept(new Progress("redis", "ready", true));
        progress.accept(new Progress("kafka", "ready", true));
        progress.accept(new Progress("app1", "waiting for /health", false));
        progress.accept(new Progress("app2", "waiting for /health", false));
        if (held.isPresent()) {
            held.get().await();
        }
        if (startFails.isPresent()) {
            state = StackState.STOPPED;
            throw new StackException(startFails.get());
        }
        shop = Optional.of(options.shop());
        FakeNginx started = new FakeNginx(folder, initialUpstream(2));
        prepared.accept(started);
        nginx = Optional.of(started);
        ORDER.stream()
                .filter(name ->
                        !name.equals("postgres")
                                || options.shop().database() == Database.POSTGRESQL)
                .sorted(java.util.Comparator.comparingInt(FakeStack::place))
                .forEach(name -> services.add(service(name, State.RUNNING, Health.HEALTHY)));
        state = StackState.RUNNING;
        return Duration.ofMillis(6_420);
    }

    private static int place(String name) {
        return List.of(
                        "nginx",
                        "app1",
                        "app2",
                        "redis",
                        "kafka",
                        "postgres",
                        "prometheus",
                        "node-exporter")
                .indexOf(name);
    }

    @Override
    public void stop(Consumer<Progress> progress) {
        state = StackState.STOPPING;
        services.clear();
        shop = Optional.empty();
        nginx.ifPresent(FakeNginx::close);
        state = StackState.STOPPED;
    }

    @Override
    public ShopChoices usualShop() {
        return ShopChoices.defaults();
    }

    @Override
    public Optional<ShopChoices> shop() {
        return shop;
    }

    @Override
    public List<Service> services() {
        return List.copyOf(services);
    }

    @Override
    public Subscription onEvent(Consumer<StackEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public Subscription followLogs(String service, int lastLines, Consumer<LogLine> listener) {
        logs(service, lastLines).forEach(listener);
        return () -> {};
    }

    @Override
    public List<LogLine> logs(String service, int lastLines) {
        List<LogLine> lines = new ArrayList<>();
        Instant at = Instant.parse("2026-01-01T14:02:10.595Z");
        String text =
                switch (service) {
                    case "app1" -> "[Instance 1] GET /products/1 200 0.4 ms";
                    case "app2" -> "[Instance 2] POST /purchase 200 2.1 ms order 1841";
                    case "nginx" -> "127.0.0.1 GET /products/1 200 app1:18001 0.001";
                    default -> "Ready to accept connections";
                };
        for (int i = 0; i < 3; i++) {
            lines.add(new LogLine(service, Optional.of(at.plusMillis(595L * i)), text));
        }
        return lines;
    }

    @Override
    public void stopService(String service) {
        commands.add("stop " + service);
        change(service, State.STOPPED, Health.UNKNOWN, true);
    }

    @Override
    public void killService(String service) {
        commands.add("kill " + service);
        change(service, State.CRASHED, Health.UNKNOWN, true);
    }

    @Override
    public void startService(String service) {
        commands.add("start " + service);
        change(service, State.RUNNING, Health.HEALTHY, false);
    }

    private void change(String name, State to, Health health, boolean down) {
        Service now = service(name, to, health);
        services.replaceAll(s -> s.name().equals(name) ? now : s);
        nginx.ifPresent(n -> n.setDown(name, down));
        listeners.forEach(l -> l.accept(new StackEvent.ServiceChanged(Instant.now(), now)));
    }

    private Service service(String name, State to, Health health) {
        Role role =
                switch (name) {
                    case "nginx" -> Role.BALANCER;
                    case "app1", "app2" -> Role.SHOP;
                    case "redis" -> Role.CACHE;
                    case "kafka" -> Role.BROKER;
                    case "postgres" -> Role.DATABASE;
                    default -> Role.MONITORING;
                };
        String detail =
                to == State.CRASHED
                        ? "ended with signal 9"
                        : switch (name) {
                            case "nginx" -> "1.22.1";
                            case "redis" -> "cache and stock channel";
                            case "kafka" -> "4.4.0, one broker";
                            case "postgres" -> "orders and customers";
                            case "app1", "app2" -> "Java 25";
                            default -> "2.53.3";
                        };
        return new Service(
                name,
                role,
                to,
                health,
                role == Role.SHOP ? Optional.of(name.substring(3)) : Optional.empty(),
                role == Role.SHOP
                        ? List.of("127.20.0.1" + name.substring(3) + ":18001")
                        : role == Role.BALANCER ? List.of("127.0.0.1:8000") : List.of(),
                Optional.of(Instant.parse("2026-01-01T14:00:00Z")),
                detail);
    }

    @Override
    public NginxHost nginx() throws StackException {
        return nginx.orElseThrow(() -> new StackException("The stack is stopped: start it first."));
    }

    @Override
    public Upstream initialUpstream(int instances) {
        return new Upstream(
                "app_backend",
                new Strategy.RoundRobin(),
                IntStream.rangeClosed(1, instances)
                        .mapToObj(i -> Server.of("app" + i, "127.20.0.1" + i, 18001))
                        .toList(),
                32);
    }

    @Override
    public void close() {
        nginx.ifPresent(FakeNginx::close);
    }
}
