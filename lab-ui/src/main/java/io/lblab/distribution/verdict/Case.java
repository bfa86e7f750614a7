package io.lblab.distribution.verdict;

import java.util.List;

/// A run as it is put before the [Judge].
///
/// @param weights by server, when the run began
public record Case(
        Method method, List<Integer> weights, Observation seen, Expectation expected, Facts facts) {

    public Case {
        weights = List.copyOf(weights);
        if (weights.size() != seen.servers().size()) {
            throw new IllegalArgumentException("Every server needs a weight.");
        }
    }

    public Case with(Facts others) {
        return new Case(method, weights, seen, expected, others);
    }

    int[] weightArray() {
        return weights.stream().mapToInt(Integer::intValue).toArray();
    }
}
