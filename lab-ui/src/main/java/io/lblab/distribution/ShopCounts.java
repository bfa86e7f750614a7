package io.lblab.distribution;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// What the instances counted themselves during a run.
///
/// @param answered by server; empty where an instance was started anew meanwhile or does not
///   answer, and what it had counted is lost
public record ShopCounts(Map<String, OptionalLong> answered) {

    public ShopCounts {
        answered = Collections.unmodifiableMap(new LinkedHashMap<>(answered));
    }

    /// Whether no instance lost its count.
    public boolean isComplete() {
        return answered.values().stream().allMatch(OptionalLong::isPresent);
    }

    /// Of the instances that have their counts.
    public long total() {
        return answered.values().stream().mapToLong(count -> count.orElse(0)).sum();
    }

    /// Whether each instance that has its count answered as often as the client saw it.
    ///
    /// @param run as the client saw it
    public boolean agreesWith(DistributionSnapshot run) {
        Map<String, Long> client =
                run.instances().stream()
                        .collect(
                                Collectors.toMap(
                                        InstanceCount::server, InstanceCount::count, Long::sum));
        return answered.entrySet().stream()
                .allMatch(entry ->
                        entry.getValue().isEmpty()
                                || entry.getValue().getAsLong()
                                        == client.getOrDefault(entry.getKey(), 0L));
    }

    /// One sentence: what they counted, and whether it is what the client counted.
    ///
    /// @param run as the client saw it
    public String sentence(DistributionSnapshot run) {
        boolean same = agreesWith(run);
        String counts =
                answered.entrySet().stream()
                        .map(entry ->
                                entry.getKey()
                                        + " "
                                        + (entry.getValue().isPresent()
                                                ? String.format(
                                                        Locale.ROOT,
                                                        "%,d",
                                                        entry.getValue().getAsLong())
                                                : "lost (it was started anew, or does not answer)"))
                        .collect(Collectors.joining(", "));
        return (same ? "The instances counted the same: " : "The instances counted otherwise: ")
                + counts
                + (same
                        ? "."
                        : "; answers that were given up, retried or asked for by others account for it.");
    }
}
