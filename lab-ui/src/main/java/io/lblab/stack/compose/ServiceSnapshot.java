package io.lblab.stack.compose;

import com.github.dockerjava.api.command.HealthState;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import io.lblab.stack.Service;
import io.lblab.stack.Service.Health;
import io.lblab.stack.Service.Role;
import io.lblab.stack.Service.State;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a [Service] from what the engine says about its container.
final class ServiceSnapshot {

    /// nginx, app1, app2, …, redis, kafka, postgres, monitoring.
    static final Comparator<Service> ORDER =
            Comparator.comparing(Service::role)
                    .thenComparingInt(service -> service.name().length())
                    .thenComparing(Service::name);

    /// The exit code of a process that SIGKILL ended.
    private static final long KILLED = 137;

    private ServiceSnapshot() {}

    static Service of(InspectContainerResponse container) {
        String name = DockerEngine.serviceOf(container);
        InspectContainerResponse.ContainerState found = container.getState();
        State state = state(found);
        return new Service(
                name,
                role(name),
                state,
                state == State.RUNNING ? health(found.getHealth()) : Health.UNKNOWN,
                instanceId(container),
                state == State.RUNNING ? endpoints(container) : List.of(),
                state == State.RUNNING || state == State.STARTING
                        ? time(found.getStartedAt())
                        : Optional.empty(),
                detail(container, state));
    }

    static Role role(String service) {
        if (service.matches("app\\d+")) {
            return Role.SHOP;
        }
        return switch (service) {
            case "nginx" -> Role.BALANCER;
            case "redis" -> Role.CACHE;
            case "kafka" -> Role.BROKER;
            case "postgres" -> Role.DATABASE;
            default -> Role.MONITORING;
        };
    }

    /// The engine restarts what ends by itself, so a container that has ended was asked to, unless
    /// SIGKILL ended it.
    private static State state(InspectContainerResponse.ContainerState found) {
        String status = found.getStatus() == null ? "" : found.getStatus();
        return switch (status) {
            case "running", "paused" ->
                    "starting".equals(status(found.getHealth())) ? State.STARTING : State.RUNNING;
            case "created" -> State.STARTING;
            case "removing" -> State.STOPPING;
            case "restarting", "dead" -> State.CRASHED;
            default -> killed(found) ? State.CRASHED : State.STOPPED;
        };
    }

    private static boolean killed(InspectContainerResponse.ContainerState found) {
        Long code = found.getExitCodeLong();
        return Boolean.TRUE.equals(found.getOOMKilled()) || (code != null && code == KILLED);
    }

    private static Health health(@Nullable HealthState health) {
        return switch (status(health)) {
            case "healthy" -> Health.HEALTHY;
            case "unhealthy" -> Health.UNHEALTHY;
            default -> Health.UNKNOWN;
        };
    }

    private static String status(@Nullable HealthState health) {
        return health == null || health.getStatus() == null ? "none" : health.getStatus();
    }

    private static Optional<String> instanceId(InspectContainerResponse container) {
        String[] environment = container.getConfig().getEnv();
        if (environment == null) {
            return Optional.empty();
        }
        String prefix = "INSTANCE_ID=";
        return java.util.Arrays.stream(environment)
                .filter(entry -> entry.startsWith(prefix))
                .map(entry -> entry.substring(prefix.length()))
                .findFirst();
    }

    /// Where the container's ports are published on this machine.
    static List<String> endpoints(InspectContainerResponse container) {
        Ports ports = container.getNetworkSettings().getPorts();
        List<String> endpoints = new ArrayList<>();
        if (ports != null) {
            for (Map.Entry<ExposedPort, Ports.Binding[]> entry : ports.getBindings().entrySet()) {
                Ports.Binding[] bindings = entry.getValue();
                if (bindings != null) {
                    for (Ports.Binding binding : bindings) {
                        endpoints.add(binding.getHostIp() + ":" + binding.getHostPortSpec());
                    }
                }
            }
        }
        return endpoints.stream().sorted().toList();
    }

    private static Optional<Instant> time(@Nullable String text) {
        return text == null || text.startsWith("0001-")
                ? Optional.empty()
                : Optional.of(OffsetDateTime.parse(text).toInstant());
    }

    private static String detail(InspectContainerResponse container, State state) {
        InspectContainerResponse.ContainerState found = container.getState();
        if (state == State.CRASHED || state == State.STOPPED) {
            if (Boolean.TRUE.equals(found.getOOMKilled())) {
                return "killed: out of memory";
            }
            Long code = found.getExitCodeLong();
            return code != null && code == KILLED ? "killed" : "exit code " + code;
        }
        if (Boolean.TRUE.equals(found.getPaused())) {
            return "paused";
        }
        HealthState health = found.getHealth();
        if (health != null
                && health(health) == Health.UNHEALTHY
                && health.getLog() != null
                && !health.getLog().isEmpty()) {
            String said = health.getLog().getLast().getOutput();
            return said == null || said.isBlank() ? "fails its health check" : said.strip();
        }
        String image = container.getConfig().getImage();
        return image == null ? "" : image;
    }
}
