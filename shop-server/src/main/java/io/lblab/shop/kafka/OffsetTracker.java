package io.lblab.shop.kafka;

import java.util.OptionalLong;
import java.util.TreeSet;

/// Which messages of one partition are done. They end in any order; an offset may be committed only
/// when all before it are done, else a crash would lose one. Safe for use by several threads.
final class OffsetTracker {
    private final TreeSet<Long> open = new TreeSet<>();
    private long next = -1;
    private long committed = -1;

    /// A message was taken up. Offsets come in ascending order.
    synchronized void begin(long offset) {
        if (committed < 0) {
            committed = offset;
        }
        open.add(offset);
        next = offset + 1;
    }

    synchronized void done(long offset) {
        open.remove(offset);
    }

    /// Messages taken up and not done.
    synchronized int inFlight() {
        return open.size();
    }

    /// The position to commit: the oldest message that is not done. Empty when nothing new is done.
    synchronized OptionalLong toCommit() {
        long position = open.isEmpty() ? next : open.first();
        return position > committed ? OptionalLong.of(position) : OptionalLong.empty();
    }

    /// The broker has a position; until it does, [#toCommit] goes on to ask for it.
    synchronized void committed(long position) {
        committed = Math.max(committed, position);
    }
}
