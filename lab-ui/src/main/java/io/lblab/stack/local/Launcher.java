package io.lblab.stack.local;

import io.lblab.stack.Progress;
import io.lblab.stack.StackException;
import io.lblab.stack.local.LocalState.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Starts services, writing each down at once, and waits until they can be used.
final class Launcher {

    private static final Duration PAUSE = Duration.ofMillis(15);
    private static final int LAST_WORDS = 3;

    private final StateFile state;
    private final Processes processes;
    private final Consumer<Progress> progress;
    private final long deadline;

    Launcher(StateFile state, Processes processes, Consumer<Progress> progress, Duration patience) {
        this.state = state;
        this.processes = processes;
        this.progress = progress;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    long deadline() {
        return deadline;
    }

    /// Starts all of them, then waits for each.
    void launch(List<ServiceSpec> specs) throws StackException, IOException, InterruptedException {
        List<Entry> entries = new ArrayList<>();
        for (ServiceSpec spec : specs) {
            progress.accept(new Progress(spec.name(), "starting", false));
            Entry entry = processes.start(spec);
            state.update(s -> s.with(entry));
            entries.add(entry);
        }
        try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < specs.size(); i++) {
                ServiceSpec spec = specs.get(i);
                Entry entry = entries.get(i);
                all.add(waiting.submit(() -> awaitReady(spec, entry)));
            }
            try {
                for (Future<Boolean> one : all) {
                    one.get();
                }
            } catch (ExecutionException e) {
                waiting.shutdownNow();
                throw e.getCause() instanceof StackException expected
                        ? expected
                        : new StackException("The start failed: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                waiting.shutdownNow();
                throw e;
            }
        }
    }

    private boolean awaitReady(ServiceSpec spec, Entry entry)
            throws StackException, IOException, InterruptedException {
        long began = System.nanoTime();
        while (!spec.check().ready()) {
            if (!entry.alive()) {
                throw new StackException(spec.name() + " ended while starting" + lastWords(spec));
            }
            if (System.nanoTime() > deadline) {
                throw new StackException(spec.name() + " did not become ready" + lastWords(spec));
            }
            Thread.sleep(PAUSE);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        progress.accept(new Progress(spec.name(), "ready after %.1f s".formatted(seconds), true));
        return true;
    }

    private static String lastWords(ServiceSpec spec) throws IOException {
        List<String> words = new ArrayList<>();
        for (Path log : spec.logs()) {
            words.addAll(FileTail.last(log, LAST_WORDS));
        }
        return words.isEmpty()
                ? " and said nothing."
                : "; it said: " + String.join(" | ", words) + " (log: " + spec.output() + ")";
    }
}
