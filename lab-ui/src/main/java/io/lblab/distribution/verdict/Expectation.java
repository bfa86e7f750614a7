package io.lblab.distribution.verdict;

import java.util.List;
import java.util.Map;

/// What a run should have come to. Servers are indices into [Observation#servers()].
public sealed interface Expectation {

    /// These servers in this order.
    record Sequence(List<Integer> picks) implements Expectation {

        public Sequence {
            picks = List.copyOf(picks);
        }
    }

    /// These counts, nothing left to chance.
    ///
    /// @param counts by server; they add up to the requests answered, and need not be whole
    /// @param tolerance how far a count may be off all the same, in requests: under round-robin
    ///   [#TURNS] when the run may have begun in the middle of a turn, or 0
    record Counts(List<Double> counts, double tolerance) implements Expectation {

        /// Smooth weighted round-robin is within 1 of its weights at every moment, so between two
        /// moments within 2.
        public static final double TURNS = 2;

        public Counts {
            counts = List.copyOf(counts);
        }
    }

    /// Every request is drawn with these shares, on its own. With a method that goes by a key the
    /// shares are a goal only.
    ///
    /// @param shares by server, in any unit; 0 for one that must get nothing
    record Shares(List<Double> shares) implements Expectation {

        public Shares {
            shares = List.copyOf(shares);
        }
    }

    /// Every client stays on one server, and the client networks are spread by these shares.
    ///
    /// @param homes by client address the server it must stay on, where nginx's arithmetic was done
    ///   beforehand: then nothing is left to chance. Empty where it was not
    record OneServerPerClient(List<Double> shares, Map<String, Integer> homes)
            implements Expectation {

        public OneServerPerClient {
            shares = List.copyOf(shares);
            homes = Map.copyOf(homes);
        }

        public OneServerPerClient(List<Double> shares) {
            this(shares, Map.of());
        }
    }

    /// These counts, by the keys that were sent: nothing is left to chance. The shares are what the
    /// weights would give if keys spread evenly.
    ///
    /// @param counts by server; they add up to all requests sent
    /// @param tolerance requests of which is not known whether they were counted
    /// @param shares by server, in any unit
    /// @param keys how many different ones
    record Keyed(List<Double> counts, double tolerance, List<Double> shares, long keys)
            implements Expectation {

        public Keyed {
            counts = List.copyOf(counts);
            shares = List.copyOf(shares);
        }
    }

    /// Nothing can be said beforehand.
    record Unknown() implements Expectation {}
}
