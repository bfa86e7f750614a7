package io.lblab.distribution;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Numbers texts from 0 in the order of their first appearance, up to a bound. Any thread.
final class Numbering {

    /// The number of every text beyond the bound.
    static final int BEYOND = -1;

    private final int max;
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final List<String> texts = new CopyOnWriteArrayList<>();

    Numbering(int max) {
        this.max = max;
    }

    int of(String text) {
        Integer number = numbers.get(text);
        if (number != null) {
            return number;
        }
        return texts.size() >= max ? BEYOND : newNumber(text);
    }

    /// The texts in order of their numbers.
    List<String> texts() {
        return texts;
    }

    private synchronized int newNumber(String text) {
        Integer number = numbers.get(text);
        if (number != null) {
            return number;
        }
        if (texts.size() >= max) {
            return BEYOND;
        }
        texts.add(text);
        numbers.put(text, texts.size() - 1);
        return texts.size() - 1;
    }
}
