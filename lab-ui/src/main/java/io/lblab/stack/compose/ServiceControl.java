package io.lblab.stack.compose;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.lblab.stack.Service;
import io.lblab.stack.Service.Health;
import io.lblab.stack.Service.State;
import io.lblab.stack.StackException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// Stops, kills and starts single services, and knows which of them are being stopped: the engine
/// calls those running until they have ended.
final class ServiceControl {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final int STOP_WITHIN_S = 15;

    private final DockerEngine engine;
    private final ComposeEvents events;
    private final Set<String> stopping = ConcurrentHashMap.newKeySet();

    ServiceControl(DockerEngine engine, ComposeEvents events) {
        this.engine = engine;
        this.events = events;
    }

    Service snapshot(InspectContainerResponse container) {
        Service found = ServiceSnapshot.of(container);
        return stopping.contains(found.name()) && isAlive(found)
                ? new Service(
                        found.name(),
                        found.role(),
                        State.STOPPING,
                        Health.UNKNOWN,
                        found.instanceId(),
                        List.of(),
                        found.startedAt(),
                        found.detail())
                : found;
    }

    void stop(String service) throws StackException, InterruptedException {
        String container = engine.existing(service).getId();
        stopping.add(service);
        try {
            events.look();
            engine.change(
                    docker -> docker.stopContainerCmd(container).withTimeout(STOP_WITHIN_S).exec());
        } finally {
            stopping.remove(service);
        }
        await(service, now -> !isAlive(now), "does not stop");
    }

    void kill(String service) throws StackException, InterruptedException {
        InspectContainerResponse found = engine.existing(service);
        if (Boolean.TRUE.equals(found.getState().getRunning())) {
            engine.change(docker -> docker.killContainerCmd(found.getId()).exec());
        }
        await(service, now -> !isAlive(now), "does not die");
    }

    void start(String service) throws StackException, InterruptedException {
        String container = engine.existing(service).getId();
        engine.change(docker -> docker.startContainerCmd(container).exec());
        Service now = await(service, ServiceControl::hasDecided, "does not become healthy");
        if (!now.isUp()) {
            throw new StackException(
                    service + " ended while it was started (" + now.detail() + "); read its log.");
        }
    }

    /// Waits until every service has come to the end of its start.
    void awaitAll() throws StackException, InterruptedException {
        for (InspectContainerResponse container : engine.containers()) {
            await(
                    DockerEngine.serviceOf(container),
                    ServiceControl::hasDecided,
                    "does not become healthy");
        }
    }

    /// Whether the start has come to its end, good or bad. Unhealthy is not the end: the health
    /// check goes on.
    private static boolean hasDecided(Service service) {
        return switch (service.state()) {
            case RUNNING -> service.health() != Health.UNHEALTHY;
            case CRASHED, STOPPED -> true;
            case STARTING, STOPPING -> false;
        };
    }

    private Service await(String service, Predicate<Service> condition, String failure)
            throws StackException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Service now = snapshot(engine.existing(service));
            if (condition.test(now)) {
                events.look();
                return now;
            }
            if (System.nanoTime() > deadline) {
                throw new StackException(service + " " + failure + "; read its log.");
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private static boolean isAlive(Service service) {
        return service.state() != State.STOPPED && service.state() != State.CRASHED;
    }
}
