package io.lblab.traffic.listen;

import io.lblab.traffic.ClientPool;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.LoopbackOnly;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// What is listened to, by how many, and from where.
///
/// @param base scheme, host and port of the stack's nginx
/// @param listeners 1 to [#MOST]; the k-th comes from the k-th address of the pool, and round again
/// @param connectPatience a connection that has no answer by then is given up
/// @param silencePatience a stream without a byte for as long is given up; the shop says something
///   every 15 s
/// @param probe measures how long an event takes; empty to listen only
public record ListenPlan(
        URI base,
        int listeners,
        ClientPool clients,
        Duration connectPatience,
        Duration silencePatience,
        Optional<ProbePlan> probe) {

    public static final int MOST = 2_000;

    public ListenPlan {
        base = LoopbackOnly.check(base);
        if (listeners < 1 || listeners > MOST) {
            throw new InvalidPlanException(
                    "The number of listeners, "
                            + listeners
                            + ", is not between 1 and "
                            + MOST
                            + ".");
        }
    }

    /// With the usual patience: 10 s for an answer, 45 s of silence.
    public ListenPlan(URI base, int listeners, ClientPool clients, Optional<ProbePlan> probe) {
        this(base, listeners, clients, Duration.ofSeconds(10), Duration.ofSeconds(45), probe);
    }
}
