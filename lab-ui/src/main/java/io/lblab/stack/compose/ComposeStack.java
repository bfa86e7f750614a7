package io.lblab.stack.compose;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.lblab.nginx.NginxHost;
import io.lblab.nginx.NginxHost.Subscription;
import io.lblab.stack.LogLine;
import io.lblab.stack.Progress;
import io.lblab.stack.Service;
import io.lblab.stack.ShopChoices;
import io.lblab.stack.Stack;
import io.lblab.stack.StackEvent;
import io.lblab.stack.StackException;
import io.lblab.stack.StackKind;
import io.lblab.stack.StackOptions;
import io.lblab.stack.StackState;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The stack on Docker: `docker compose` brings it up and down, the engine's own interface tells
/// and does everything in between. Nothing is remembered here that the engine knows, so a stack
/// that another process started is found as it is.
public final class ComposeStack implements Stack {

    private static final int SHOP_PORT = 8000;
    private static final int KEEPALIVE = 128;

    private final ComposeProject project;
    private final DockerEngine engine;
    private final ComposeEvents events;
    private final ServiceControl control;
    private volatile @Nullable StackState transition;

    public ComposeStack(ComposeProject project) {
        this.project = project;
        this.engine = new DockerEngine(project.name());
        this.events = new ComposeEvents(engine, this::state, this::servicesIfAny);
        this.control = new ServiceControl(engine, events);
    }

    /// The stack of the project in that folder, as `docker compose` there would name it.
    ///
    /// @param dist the project's folder, the one that holds `compose/`
    /// @param environment the environment of this process
    public static ComposeStack at(Path dist, Map<String, String> environment) {
        return new ComposeStack(ComposeProject.of(dist, environment));
    }

    @Override
    public StackKind kind() {
        return StackKind.COMPOSE;
    }

    @Override
    public Optional<String> unavailable() {
        if (!engine.answers()) {
            return Optional.of(DockerEngine.NO_ENGINE);
        }
        if (!composeAnswers()) {
            return Optional.of(
                    "Docker Compose v2 is missing: install its plugin, or on Debian run"
                            + " compose/offline/engine start.");
        }
        try {
            ImageSet.choose(project, engine, ShopChoices.defaults());
            return Optional.empty();
        } catch (StackException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public StackState state() {
        StackState ours = transition;
        if (ours != null) {
            return ours;
        }
        try {
            return state(engine.containers());
        } catch (StackException e) {
            return StackState.STOPPED; // without an engine nothing runs
        }
    }

    @Override
    public Duration start(StackOptions options, Consumer<Progress> progress)
            throws StackException, InterruptedException {
        Optional<String> missing = unavailable();
        if (missing.isPresent()) {
            throw new StackException(missing.get());
        }
        if (state() != StackState.STOPPED) {
            throw new StackException("The stack is running already: stop it first.");
        }
        return during(
                StackState.STARTING,
                () ->
                        new ComposeStart(project, engine, control)
                                .up(options, initialUpstream(options.instances()), progress));
    }

    @Override
    public void stop(Consumer<Progress> progress) throws StackException, InterruptedException {
        if (engine.containers().isEmpty()) {
            return;
        }
        during(
                StackState.STOPPING,
                () -> {
                    new ComposeStart(project, engine, control).down(progress);
                    return Duration.ZERO;
                });
    }

    @Override
    public ShopChoices usualShop() throws StackException {
        return ComposeSettings.of(project, OptionalInt.empty()).shop();
    }

    @Override
    public Optional<ShopChoices> shop() throws StackException {
        return state() == StackState.STOPPED
                ? Optional.empty()
                : engine.container("app1").map(ChoiceFiles::found);
    }

    @Override
    public List<Service> services() throws StackException {
        List<InspectContainerResponse> containers = engine.containers();
        if (transition == null && state(containers) == StackState.STOPPED) {
            return List.of();
        }
        return containers.stream().map(control::snapshot).sorted(ServiceSnapshot.ORDER).toList();
    }

    @Override
    public Subscription onEvent(Consumer<StackEvent> listener) {
        return events.subscribe(listener);
    }

    @Override
    public Subscription followLogs(String service, int lastLines, Consumer<LogLine> listener)
            throws StackException {
        return LogFollower.start(engine, service, lastLines, Instant.EPOCH, listener);
    }

    @Override
    public List<LogLine> logs(String service, int lastLines) throws StackException {
        return LogFollower.last(engine, service, lastLines);
    }

    @Override
    public void stopService(String service) throws StackException, InterruptedException {
        control.stop(service);
    }

    @Override
    public void killService(String service) throws StackException, InterruptedException {
        control.kill(service);
    }

    @Override
    public void startService(String service) throws StackException, InterruptedException {
        control.start(service);
    }

    @Override
    public NginxHost nginx() throws StackException {
        InspectContainerResponse nginx = engine.existing("nginx");
        List<Service> services = engine.containers().stream().map(control::snapshot).toList();
        return new ComposeNginx(
                engine,
                project.container("nginx"),
                ComposeSite.found(nginx, services),
                ComposeSite.folder(nginx));
    }

    @Override
    public Upstream initialUpstream(int instances) {
        List<Server> servers =
                IntStream.rangeClosed(1, instances)
                        .mapToObj(number -> "app" + number)
                        .map(name -> Server.of(name, name, SHOP_PORT))
                        .toList();
        return new Upstream("app_backend", new Strategy.RoundRobin(), servers, KEEPALIVE);
    }

    @Override
    public void close() {
        events.close();
        engine.close();
    }

    private List<Service> servicesIfAny() {
        try {
            return services();
        } catch (StackException e) {
            return List.of();
        }
    }

    /// Compose creates every container first and starts nginx last.
    private static StackState state(List<InspectContainerResponse> containers) {
        boolean anyRuns =
                containers.stream()
                        .anyMatch(c ->
                                Boolean.TRUE.equals(c.getState().getRunning())
                                        || Boolean.TRUE.equals(c.getState().getRestarting()));
        if (!anyRuns) {
            return StackState.STOPPED;
        }
        boolean nginxWaits =
                containers.stream()
                        .anyMatch(c ->
                                DockerEngine.serviceOf(c).equals("nginx")
                                        && "created".equals(c.getState().getStatus()));
        return nginxWaits ? StackState.STARTING : StackState.RUNNING;
    }

    private Duration during(StackState state, Action action)
            throws StackException, InterruptedException {
        transition = state;
        try {
            events.look();
            return action.run();
        } finally {
            transition = null;
            events.look();
        }
    }

    private static boolean composeAnswers() {
        try {
            Process process =
                    new ProcessBuilder("docker", "compose", "version", "--short")
                            .redirectErrorStream(true)
                            .start();
            try (var output = process.inputReader()) {
                String version = output.readLine();
                return process.waitFor(10, TimeUnit.SECONDS)
                        && process.exitValue() == 0
                        && version != null
                        && version.matches("v?[2-9].*");
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// What is done while the stack is in between.
    @FunctionalInterface
    private interface Action {
        Duration run() throws StackException, InterruptedException;
    }
}
