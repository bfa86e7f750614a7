package io.lblab.stack.local;

import io.lblab.stack.Progress;
import io.lblab.stack.StackException;
import io.lblab.stack.StackState;
import io.lblab.stack.local.LocalState.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Ends and starts services of a stack that is written down. Only for the holder of its lock.
final class ServiceControl {

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
    private static final Duration RECORDING_PATIENCE = Duration.ofSeconds(60);

    private final StateFile stateFile;
    private final Processes processes;

    ServiceControl(StateFile stateFile, Processes processes) {
        this.stateFile = stateFile;
        this.processes = processes;
    }

    void stop(ServiceSpec spec) throws IOException, InterruptedException {
        Optional<Entry> entry = entry(spec);
        if (entry.isPresent()) {
            stateFile.update(s -> s.with(entry.get().ended("stopped")));
            processes.finish(entry.get(), spec.finish(), spec.patience());
        }
    }

    void kill(ServiceSpec spec) throws IOException, InterruptedException {
        Optional<Entry> entry = entry(spec);
        if (entry.isPresent()) {
            stateFile.update(s -> s.with(entry.get().ended("killed")));
            processes.kill(entry.get());
        }
    }

    /// Starts it and waits until it can be used; one that runs is left as it is.
    void start(ServiceSpec spec) throws StackException, IOException, InterruptedException {
        if (entry(spec).filter(Entry::alive).isEmpty()) {
            new Launcher(stateFile, processes, _ -> {}, START_PATIENCE).launch(List.of(spec));
        }
    }

    /// Ends everything, what is not written down too, and forgets the stack.
    void stopAll(List<ClassCache> caches, Consumer<Progress> progress)
            throws IOException, InterruptedException {
        stateFile.update(s -> s.withPhase(StackState.STOPPING));
        List<Entry> entries = stateFile.read().map(LocalState::processes).orElse(List.of());
        Predicate<Entry> isDatabase = entry -> entry.service().equals(PostgresPart.NAME);
        endTogether(entries.stream().filter(isDatabase.negate()).toList(), progress);
        // It waits for its clients to go, and they may still have something to write.
        endTogether(entries.stream().filter(isDatabase).toList(), progress);
        processes.killStrays();
        caches.forEach(ClassCache::keepRecording);
        stateFile.delete();
    }

    private void endTogether(List<Entry> entries, Consumer<Progress> progress)
            throws IOException, InterruptedException {
        try (ExecutorService ending = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (Entry entry : entries) {
                all.add(ending.submit(() -> end(entry, progress)));
            }
            for (Future<Boolean> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private boolean end(Entry entry, Consumer<Progress> progress)
            throws IOException, InterruptedException {
        boolean records =
                ProcFiles.commandLine(entry.pid())
                        .filter(line -> line.contains("-XX:AOTCacheOutput="))
                        .isPresent();
        String what = records ? "stopping, and keeping its classes for quicker starts" : "stopping";
        progress.accept(new Progress(entry.service(), what, false));
        processes.finish(entry, Optional.empty(), records ? RECORDING_PATIENCE : STOP_PATIENCE);
        progress.accept(new Progress(entry.service(), "stopped", true));
        return true;
    }

    private Optional<Entry> entry(ServiceSpec spec) {
        return stateFile.read().flatMap(state -> state.entry(spec.name()));
    }
}
