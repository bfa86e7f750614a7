package io.lblab.shop.standin;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A map that forgets: entries not used for their idle time, and beyond a number those that have
/// not been used for longest.
final class Bounded<V> {
    private final int most;
    private final InstantSource clock;
    private final Map<String, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);

    private record Entry<V>(V value, long idleMillis, long deadline) {}

    Bounded(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    /// The value, whose idle time begins anew; null when there is none.
    synchronized @Nullable V get(String key) {
        Entry<V> entry = entries.get(key);
        if (entry == null || entry.deadline <= clock.millis()) {
            entries.remove(key);
            return null;
        }
        put(key, entry.value, Duration.ofMillis(entry.idleMillis));
        return entry.value;
    }

    synchronized void put(String key, V value, Duration idle) {
        long now = clock.millis();
        entries.put(key, new Entry<>(value, idle.toMillis(), now + idle.toMillis()));
        forgetIdle(now);
    }

    synchronized void remove(String key) {
        entries.remove(key);
    }

    synchronized int size() {
        return entries.size();
    }

    /// The eldest come first; those with a long idle time may hide a few with a short one, which
    /// their own reader finds out.
    private void forgetIdle(long now) {
        Iterator<Entry<V>> eldest = entries.values().iterator();
        while (eldest.hasNext()) {
            if (eldest.next().deadline > now && entries.size() <= most) {
                return;
            }
            eldest.remove();
        }
    }
}
