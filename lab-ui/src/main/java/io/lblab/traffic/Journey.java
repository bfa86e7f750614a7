package io.lblab.traffic;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What one visitor does, step after step, with a cookie jar of its own and from one client
/// address. It is drawn by weight beside the plain requests of a mix.
///
/// A step whose check fails is an error, and the visitor goes on; one that does not find what it
/// should take from its answer is an error too, and ends the visit.
///
/// @param weight relative to the others of the mix, at least 1
public record Journey(String name, int weight, List<Step> steps) {

    public static final int MOST_STEPS = 100;

    /// One request of a visitor.
    ///
    /// @param name what figures of it stand under
    /// @param request its weight means nothing
    /// @param think how long the visitor waits after its answer
    /// @param extractions what is taken from its answer
    public record Step(
            String name, WeightedRequest request, Duration think, List<Extraction> extractions) {

        private static final Duration LONGEST = Duration.ofHours(1);

        public Step {
            extractions = List.copyOf(extractions);
            if (name.isBlank()) {
                throw new InvalidPlanException("A step of a journey has no name.");
            }
            if (think.isNegative() || think.compareTo(LONGEST) > 0) {
                throw new InvalidPlanException(
                        "The think time of step \""
                                + name
                                + "\" is not between 0 and 1 hour: "
                                + think
                                + ".");
            }
        }

        /// Without think time, taking nothing.
        public Step(String name, WeightedRequest request) {
            this(name, request, Duration.ZERO, List.of());
        }
    }

    public Journey {
        steps = List.copyOf(steps);
        if (name.isBlank()) {
            throw new InvalidPlanException("A journey has no name.");
        }
        if (weight < 1) {
            throw new InvalidPlanException(
                    "The weight of the journey \"" + name + "\" must be at least 1.");
        }
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw new InvalidPlanException(
                    "The journey \""
                            + name
                            + "\" needs between 1 and "
                            + MOST_STEPS
                            + " steps, not "
                            + steps.size()
                            + ".");
        }
    }

    /// Holds every placeholder against what fills it: the plan's own names and what earlier steps
    /// took.
    void check(Set<String> given) {
        Set<String> names = new HashSet<>(given);
        for (Step step : steps) {
            step.request().checkPlaceholders(names);
            for (Extraction extraction : step.extractions()) {
                if (given.contains(extraction.variable())) {
                    throw new InvalidPlanException(
                            "Step \""
                                    + step.name()
                                    + "\" takes {"
                                    + extraction.variable()
                                    + "}, which there is already: give it another name.");
                }
                names.add(extraction.variable());
            }
        }
    }
}
