package io.lblab.stack.local;

import io.lblab.nginx.NginxHost.Subscription;
import io.lblab.stack.Service;
import io.lblab.stack.StackEvent;
import io.lblab.stack.StackException;
import io.lblab.stack.StackState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the stack ten times a second, as long as anybody listens, and tells what changed:
/// whoever changed it.
final class Watcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Source source;
    private final List<Consumer<StackEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Service> known = new HashMap<>();
    private StackState state;
    private boolean running;
    private boolean closed;

    Watcher(Source source) {
        this.source = source;
        this.state = StackState.STOPPED;
    }

    /// Where the truth is asked for.
    interface Source {
        StackState state();

        List<Service> services() throws StackException;
    }

    synchronized Subscription listen(Consumer<StackEvent> listener) {
        listeners.add(listener);
        if (!running && !closed) {
            running = true;
            // What is already so is no event.
            look(_ -> {});
            Thread.ofVirtual().name("local stack watcher").start(this::watch);
        }
        return () -> listeners.remove(listener);
    }

    private void watch() {
        try {
            while (goOn()) {
                look(this::tell);
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            LOG.debug("The watcher was interrupted", e);
        } finally {
            stopped();
        }
    }

    /// A listener that fails is logged; the others, and later events, are not its business.
    private void tell(StackEvent event) {
        for (Consumer<StackEvent> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.warn("A listener failed on {}", event, e);
            }
        }
    }

    private void look(Consumer<StackEvent> tell) {
        StackState now = source.state();
        if (now != state) {
            state = now;
            tell.accept(new StackEvent.StackChanged(Instant.now(), now));
        }
        try {
            List<Service> services = source.services();
            for (Service service : services) {
                if (!service.equals(known.put(service.name(), service))) {
                    tell.accept(new StackEvent.ServiceChanged(Instant.now(), service));
                }
            }
            if (services.isEmpty()) {
                known.clear();
            }
        } catch (StackException e) {
            LOG.debug("The services can't be seen now", e);
        }
    }

    private synchronized boolean goOn() {
        return !closed && !listeners.isEmpty();
    }

    private synchronized void stopped() {
        running = false;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
