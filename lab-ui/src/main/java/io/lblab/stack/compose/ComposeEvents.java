package io.lblab.stack.compose;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventType;
import io.lblab.nginx.NginxHost.Subscription;
import io.lblab.stack.Service;
import io.lblab.stack.StackEvent;
import io.lblab.stack.StackException;
import io.lblab.stack.StackState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns the engine's events into the stack's, whoever caused them: the lab, another terminal, a
/// process that died. Listens to the engine only while somebody listens here.
final class ComposeEvents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ComposeEvents.class);
    private static final Duration LISTEN_AGAIN = Duration.ofMillis(500);
    private static final String[] ACTIONS = {
        "create",
        "start",
        "restart",
        "die",
        "kill",
        "stop",
        "oom",
        "pause",
        "unpause",
        "destroy",
        "health_status"
    };

    private final DockerEngine engine;
    private final Supplier<StackState> state;
    private final Supplier<List<Service>> services;
    private final List<Consumer<StackEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Service> last = new ConcurrentHashMap<>();
    private StackState lastState = StackState.STOPPED;
    private @Nullable Listening listening;
    private @Nullable Thread thread;

    /// @param state the stack's state now
    /// @param services the snapshots now; empty when the engine does not answer
    ComposeEvents(
            DockerEngine engine, Supplier<StackState> state, Supplier<List<Service>> services) {
        this.engine = engine;
        this.state = state;
        this.services = services;
    }

    synchronized Subscription subscribe(Consumer<StackEvent> listener) {
        if (listeners.isEmpty()) {
            last.clear();
            services.get().forEach(service -> last.put(service.name(), service));
            lastState = state.get();
            CountDownLatch attached = new CountDownLatch(1);
            Thread starting =
                    Thread.ofVirtual().name("docker events").unstarted(() -> listen(attached));
            thread = starting;
            listeners.add(listener);
            starting.start();
            await(attached);
        } else {
            listeners.add(listener);
        }
        return () -> unsubscribe(listener);
    }

    /// Looks at the system and tells what has changed since the last look.
    synchronized void look() {
        Instant now = Instant.now();
        List<Service> found = services.get();
        for (Service service : found) {
            if (!service.equals(last.put(service.name(), service))) {
                tell(new StackEvent.ServiceChanged(now, service));
            }
        }
        for (Service gone : List.copyOf(last.values())) {
            if (found.stream().noneMatch(service -> service.name().equals(gone.name()))) {
                last.remove(gone.name());
                if (gone.state() != Service.State.STOPPED) {
                    tell(new StackEvent.ServiceChanged(now, removed(gone)));
                }
            }
        }
        StackState foundState = state.get();
        if (foundState != lastState) {
            lastState = foundState;
            tell(new StackEvent.StackChanged(now, foundState));
        }
    }

    private synchronized void unsubscribe(Consumer<StackEvent> listener) {
        listeners.remove(listener);
        if (listeners.isEmpty()) {
            stopListening();
        }
    }

    private void listen(CountDownLatch attached) {
        try {
            while (isListenedTo()) {
                Listening stream = new Listening(attached);
                listening = stream;
                try {
                    engine.ask(docker ->
                            docker.eventsCmd()
                                    .withEventTypeFilter(EventType.CONTAINER)
                                    .withLabelFilter(
                                            "com.docker.compose.project=" + engine.project())
                                    .withEventFilter(ACTIONS)
                                    .exec(stream));
                    stream.awaitCompletion();
                } catch (StackException e) {
                    LOG.debug("no events: {}", e.getMessage());
                }
                attached.countDown();
                if (isListenedTo()) {
                    Thread.sleep(LISTEN_AGAIN); // the engine is away, or was restarted
                    look();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody listens any more
        } finally {
            attached.countDown();
        }
    }

    private boolean isListenedTo() {
        return !listeners.isEmpty();
    }

    private void tell(StackEvent event) {
        for (Consumer<StackEvent> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.warn("a listener failed on {}", event, e);
            }
        }
    }

    private static Service removed(Service gone) {
        return new Service(
                gone.name(),
                gone.role(),
                Service.State.STOPPED,
                Service.Health.UNKNOWN,
                gone.instanceId(),
                List.of(),
                java.util.Optional.empty(),
                "removed");
    }

    private static void await(CountDownLatch attached) {
        try {
            attached.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopListening() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
        Listening stream = listening;
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException e) {
                LOG.debug("closing the events", e);
            }
        }
    }

    @Override
    public synchronized void close() {
        listeners.clear();
        stopListening();
    }

    /// One request to the engine for events.
    private final class Listening extends ResultCallback.Adapter<Event> {

        private final CountDownLatch attached;

        Listening(CountDownLatch attached) {
            this.attached = attached;
        }

        @Override
        public void onStart(java.io.Closeable stream) {
            super.onStart(stream);
            attached.countDown();
        }

        @Override
        public void onNext(Event event) {
            look();
        }

        @Override
        public void onError(Throwable thrown) {
            onComplete(); // whoever listens asks again
        }
    }
}
