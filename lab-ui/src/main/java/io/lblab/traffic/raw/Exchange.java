package io.lblab.traffic.raw;

import io.lblab.traffic.PlanSequence.Pick;
import org.jspecify.annotations.Nullable;

/// One request after another of one place among those that are in flight together. Used by its
/// loop's thread only.
final class Exchange {

    long index;
    @Nullable Pick pick;

    /// When it was due and when it was sent, of System.nanoTime().
    long dueAt;

    long sentAt;

    /// When the client is ready for its next.
    long readyAt;

    boolean resent;
    @Nullable Connection connection;

    Pick pick() {
        if (pick == null) {
            throw new IllegalStateException("Nothing is on its way here");
        }
        return pick;
    }

    void begin(long newIndex, Pick newPick, long due, long now) {
        index = newIndex;
        pick = newPick;
        dueAt = due;
        sentAt = now;
        resent = false;
        connection = null;
    }
}
