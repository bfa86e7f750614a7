package io.lblab.traffic.listen;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts by text, of a bounded number of texts. Any thread.
final class Tallies {

    private static final int MOST = 256;
    private static final String OTHERS = "others";

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void add(String text) {
        of(text).increment();
    }

    /// The counter of a text, to be kept by who counts often.
    LongAdder of(String text) {
        String key = counts.size() < MOST || counts.containsKey(text) ? text : OTHERS;
        return counts.computeIfAbsent(key, _ -> new LongAdder());
    }

    Map<String, Long> counts() {
        Map<String, Long> sorted = new TreeMap<>();
        counts.forEach((text, count) -> sorted.put(text, count.sum()));
        return sorted;
    }
}
