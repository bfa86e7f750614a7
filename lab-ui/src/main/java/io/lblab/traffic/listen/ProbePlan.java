package io.lblab.traffic.listen;

import io.lblab.traffic.InvalidPlanException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// How the probe publishes a change of stock. The shop's events carry no time, so the lab causes
/// them itself: one `PUT /stock` at a time with a stock that no change but this one makes, and
/// whoever hears of that product with that stock hears of this probe.
///
/// @param publishers where `/stock` and `/products` of the single instances are asked, past the
///   balancer so that no turn is taken: `http://127.0.0.1:8000/lab/instance/1`; one after another
/// @param headers what they ask for
/// @param every from one probe to the next; longer when somebody has not heard of the last one
/// @param patience a listener that has not heard of a probe by then has missed it
public record ProbePlan(
        List<URI> publishers, Map<String, String> headers, Duration every, Duration patience) {

    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(2);

    public ProbePlan {
        publishers = List.copyOf(publishers);
        headers = Map.copyOf(headers);
        if (publishers.isEmpty()) {
            throw new InvalidPlanException("A probe needs an instance to publish through.");
        }
        if (every.compareTo(Duration.ofMillis(10)) < 0
                || every.compareTo(Duration.ofHours(1)) > 0) {
            throw new InvalidPlanException(
                    "The time between two probes must be between 10 ms and an hour.");
        }
    }

    /// Publishes through all instances of a stack in turn, with 2 s of patience.
    ///
    /// @param entry scheme, host and port of the stack's nginx
    /// @param instances by `X-Instance-ID`
    /// @param token what nginx asks of those who go past the balancer
    public static ProbePlan pastTheBalancer(
            URI entry, Collection<String> instances, String token, Duration every) {
        return new ProbePlan(
                instances.stream()
                        .sorted()
                        .map(id -> URI.create(entry + "/lab/instance/" + id))
                        .toList(),
                Map.of("X-Lab-Token", token),
                every,
                USUAL_PATIENCE);
    }
}
