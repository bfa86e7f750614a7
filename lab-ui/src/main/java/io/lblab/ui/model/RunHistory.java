package io.lblab.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The last runs of this window, the newest last. Used on the JavaFX thread only.
final class RunHistory {

    /// A run's figures take a megabyte at most.
    static final int KEPT = 50;

    private final List<RunFigures> kept = new ArrayList<>();

    /// Keeps newer figures of a run in place of its older ones.
    void keep(RunFigures now) {
        if (!kept.isEmpty() && kept.getLast().number() == now.number()) {
            kept.set(kept.size() - 1, now);
            return;
        }
        kept.add(now);
        if (kept.size() > KEPT) {
            kept.removeFirst();
        }
    }

    List<RunFigures> all() {
        return List.copyOf(kept);
    }

    Optional<RunFigures> ofNumber(int number) {
        return kept.stream().filter(run -> run.number() == number).findFirst();
    }
}
