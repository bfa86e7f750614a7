package io.lblab.distribution.verdict;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was seen of a run.
///
/// @param servers names, in the order of the upstream
/// @param counts answers by server
/// @param picks the server of each request in order of sending; empty when the order is not known,
///   because requests overlapped or not all were kept
/// @param clients per client address, answers by server; may be empty
/// @param others answers of nobody in the upstream by their name, and requests without an answer
public record Observation(
        List<String> servers,
        List<Long> counts,
        List<Integer> picks,
        Map<String, List<Long>> clients,
        Map<String, Long> others) {

    public Observation {
        servers = List.copyOf(servers);
        counts = List.copyOf(counts);
        picks = List.copyOf(picks);
        clients = Collections.unmodifiableMap(new LinkedHashMap<>(clients));
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
        if (servers.size() != counts.size()) {
            throw new IllegalArgumentException("Every server needs a count.");
        }
    }

    /// Counts alone.
    public static Observation of(List<String> servers, List<Long> counts) {
        return new Observation(servers, counts, List.of(), Map.of(), Map.of());
    }

    public Observation inOrder(List<Integer> order) {
        return new Observation(servers, counts, order, clients, others);
    }

    public Observation byClients(Map<String, List<Long>> byAddress) {
        return new Observation(servers, counts, picks, byAddress, others);
    }

    /// Answers of the upstream's servers.
    public long answered() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    long[] countArray() {
        return counts.stream().mapToLong(Long::longValue).toArray();
    }

    int[] pickArray() {
        return picks.stream().mapToInt(Integer::intValue).toArray();
    }
}
