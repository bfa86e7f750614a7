package io.lblab.traffic;

import io.lblab.traffic.PlanSequence.Pick;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A plain request, or a visitor on a journey. Used by one thread at a time.
final class Visit {

    private final TrafficPlan plan;
    private final Pick pick;
    private final int row;
    private final Optional<Journey> journey;
    private final int firstEndpoint;
    private final Optional<Jar> jar;

    /// What was filled in or taken from answers.
    private final Map<String, String> values = new HashMap<>(4);

    private boolean over;

    Visit(
            TrafficPlan plan,
            Pick pick,
            int row,
            Optional<Journey> journey,
            int firstEndpoint,
            Optional<Jar> jar) {
        this.plan = plan;
        this.pick = pick;
        this.row = row;
        this.journey = journey;
        this.firstEndpoint = firstEndpoint;
        this.jar = jar;
    }

    Pick pick() {
        return pick;
    }

    Optional<Jar> jar() {
        return jar;
    }

    WeightedRequest request(int step) {
        return journey.map(steps -> steps.steps().get(step).request())
                .orElseGet(() -> plan.mix().get(pick.request()));
    }

    int endpoint(int step) {
        return firstEndpoint + step;
    }

    /// Whether there is a step of that number to be made.
    boolean has(int step) {
        return !over && step < journey.map(steps -> steps.steps().size()).orElse(1);
    }

    /// Between a step and the next one.
    Duration think(int step) {
        return journey.map(steps -> steps.steps().get(step).think()).orElse(Duration.ZERO);
    }

    /// Whether a step's body is looked at.
    boolean reads(int step) {
        return !extractions(step).isEmpty()
                || request(step).checks().stream().anyMatch(check -> check instanceof Check.Json);
    }

    /// Looks at the answer to a step, and takes from it what later ones need.
    ///
    /// @return in words what is not as it should be; empty when all is
    String met(int step, Answer answer) {
        String failure = answer.failureOf(request(step).checks());
        for (Extraction extraction : extractions(step)) {
            Optional<String> found = answer.extract(extraction);
            if (found.isEmpty()) {
                over = true;
                return failure.isEmpty()
                        ? Check.FAILED + "no {" + extraction.variable() + "} in the answer"
                        : failure;
            }
            values.put(extraction.variable(), found.get());
        }
        return failure;
    }

    /// A step that should have given something got no answer: what comes after it can't be asked.
    void unanswered(int step) {
        over |= !extractions(step).isEmpty();
    }

    /// What stands for a placeholder.
    String value(String name) {
        return values.computeIfAbsent(
                name,
                wanted ->
                        switch (wanted) {
                            case Placeholders.PRODUCT -> Integer.toString(pick.product());
                            case Placeholders.UNIQUE ->
                                    UUID.randomUUID().toString().replace("-", "");
                            default -> column(wanted);
                        });
    }

    private String column(String name) {
        DataRows data = plan.data().orElseThrow();
        return data.value(row, data.columns().indexOf(name));
    }

    private List<Extraction> extractions(int step) {
        return journey.map(steps -> steps.steps().get(step).extractions()).orElse(List.of());
    }
}
