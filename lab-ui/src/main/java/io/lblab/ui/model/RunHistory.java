package io.lblab.ui.model;

import io.lblab.distribution.archive.StoredRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The last runs of this window, the newest last. Used on the JavaFX thread only.
public final class RunHistory {

    /// A run's figures take a megabyte at most.
    public static final int KEPT = 50;

    /// Of the runs of other days, so many are kept in memory once they were read.
    private static final int LOADED = 10;

    private final List<RunFigures> kept = new ArrayList<>();
    private final List<RunFigures> loaded = new ArrayList<>();
    private List<StoredRun> stored = List.of();

    /// The run under way or the last one; null before the first.
    public @Nullable RunFigures newest() {
        return kept.isEmpty() ? null : kept.getLast();
    }

    /// Keeps newer figures of a run in place of its older ones.
    public void keep(RunFigures now) {
        for (int i = kept.size() - 1; i >= 0; i--) {
            if (kept.get(i).number() == now.number()) {
                kept.set(i, now);
                return;
            }
        }
        kept.add(now);
        if (kept.size() > KEPT) {
            kept.removeFirst();
        }
    }

    /// Keeps a run that was read from the archive.
    public void loaded(RunFigures read) {
        loaded.removeIf(run -> run.number() == read.number());
        loaded.add(read);
        if (loaded.size() > LOADED) {
            loaded.removeFirst();
        }
    }

    void stored(List<StoredRun> runs) {
        stored = List.copyOf(runs);
    }

    /// Runs that are stored and not of this window, the newest first.
    public List<StoredRun> earlier() {
        return stored.stream()
                .filter(run -> kept.stream().noneMatch(own -> own.number() == run.number()))
                .toList();
    }

    public List<RunFigures> all() {
        return List.copyOf(kept);
    }

    /// A run that is in memory.
    public Optional<RunFigures> ofNumber(int number) {
        return Stream.concat(kept.stream(), loaded.stream())
                .filter(run -> run.number() == number)
                .findFirst();
    }
}
