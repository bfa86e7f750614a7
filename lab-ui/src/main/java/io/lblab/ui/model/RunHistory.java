package io.lblab.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The last runs of this window, the newest last. Used on the JavaFX thread only.
public final class RunHistory {

    /// A run's figures take a megabyte at most.
    public static final int KEPT = 50;

    private final List<RunFigures> kept = new ArrayList<>();

    /// The run under way or the last one; null before the first.
    public @Nullable RunFigures newest() {
        return kept.isEmpty() ? null : kept.getLast();
    }

    /// Keeps newer figures of a run in place of its older ones.
    public void keep(RunFigures now) {
        if (!kept.isEmpty() && kept.getLast().number() == now.number()) {
            kept.set(kept.size() - 1, now);
            return;
        }
        kept.add(now);
        if (kept.size() > KEPT) {
            kept.removeFirst();
        }
    }

    public List<RunFigures> all() {
        return List.copyOf(kept);
    }

    /// A run that is still kept.
    public Optional<RunFigures> ofNumber(int number) {
        return kept.stream().filter(run -> run.number() == number).findFirst();
    }
}
