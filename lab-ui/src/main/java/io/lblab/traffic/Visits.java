package io.lblab.traffic;

import io.lblab.traffic.PlanSequence.Pick;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The visits of a plan, by place in its sequence.
final class Visits {

    private final TrafficPlan plan;
    private final PlanSequence sequence;
    private final List<Jar> jars;

    /// By journey, the endpoint of its first step.
    private final int[] firstEndpoint;

    Visits(TrafficPlan plan) {
        this.plan = plan;
        sequence = new PlanSequence(plan);
        jars =
                plan.cookies()
                        ? IntStream.range(0, plan.clients().addresses().size())
                                .mapToObj(_ -> new Jar())
                                .toList()
                        : List.of();
        firstEndpoint = new int[plan.journeys().size()];
        int at = plan.mix().size();
        for (int i = 0; i < firstEndpoint.length; i++) {
            firstEndpoint[i] = at;
            at += plan.journeys().get(i).steps().size();
        }
    }

    Visit at(long place) {
        Pick pick = sequence.at(place);
        int row = sequence.row(place);
        int journey = pick.request() - plan.mix().size();
        return journey < 0
                ? new Visit(
                        plan,
                        pick,
                        row,
                        Optional.empty(),
                        pick.request(),
                        jars.isEmpty() ? Optional.empty() : Optional.of(jars.get(pick.client())))
                : new Visit(
                        plan,
                        pick,
                        row,
                        Optional.of(plan.journeys().get(journey)),
                        firstEndpoint[journey],
                        Optional.of(new Jar()));
    }
}
