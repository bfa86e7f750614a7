package io.lblab.shop.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Asks for many keys in one round trip: whoever comes while a question is under way waits for the
/// next one, which asks for all of them. Every read begins after its caller asked for it, as if
/// each had asked alone; a caller without company waits for nobody.
final class ReadsTogether {
    private final Question question;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean asking;
    private @Nullable Group next;

    /// One round trip.
    @FunctionalInterface
    interface Question {
        /// Asks for the values of some keys.
        ///
        /// @return the values in the order of the keys, null for a key that is not there; empty
        ///   when nobody answers
        Optional<List<@Nullable String>> ask(List<String> keys);
    }

    /// Those who ask together. The first of them asks when it is their turn.
    private static final class Group {
        final Set<String> keys = new LinkedHashSet<>();
        final CompletableFuture<Void> turn = new CompletableFuture<>();
        final CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();
    }

    ReadsTogether(Question question) {
        this.question = question;
    }

    /// The value of a key; empty when there is none, or nobody answers.
    Optional<String> get(String key) {
        Group group;
        boolean first = false;
        lock.lock();
        try {
            if (next == null) {
                next = new Group();
                first = true;
            }
            group = next;
            group.keys.add(key);
            if (!asking) {
                asking = true;
                group.turn.complete(null);
            }
        } finally {
            lock.unlock();
        }
        if (first) {
            group.turn.join();
            askFor(group);
        }
        return Optional.ofNullable(group.answer.join().get(key));
    }

    /// Whether a question is under way, and nobody waits for the next.
    boolean asking() {
        lock.lock();
        try {
            return asking && next == null;
        } finally {
            lock.unlock();
        }
    }

    /// How many keys the next question has so far.
    int waiting() {
        lock.lock();
        try {
            return next == null ? 0 : next.keys.size();
        } finally {
            lock.unlock();
        }
    }

    private void askFor(Group group) {
        List<String> keys = close(group);
        try {
            Map<String, String> found = new HashMap<>();
            question.ask(keys)
                    .ifPresent(values -> {
                        for (int i = 0; i < keys.size(); i++) {
                            String value = values.get(i);
                            if (value != null) {
                                found.put(keys.get(i), value);
                            }
                        }
                    });
            group.answer.complete(found);
        } catch (RuntimeException e) {
            group.answer.completeExceptionally(e);
        } finally {
            passOn();
        }
    }

    /// Nobody joins it any more.
    private List<String> close(Group group) {
        lock.lock();
        try {
            next = null;
            return new ArrayList<>(group.keys);
        } finally {
            lock.unlock();
        }
    }

    private void passOn() {
        lock.lock();
        try {
            if (next == null) {
                asking = false;
            } else {
                next.turn.complete(null);
            }
        } finally {
            lock.unlock();
        }
    }
}
