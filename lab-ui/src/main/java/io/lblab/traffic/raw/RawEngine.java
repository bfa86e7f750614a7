package io.lblab.traffic.raw;

import io.lblab.traffic.Check;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.OkHttpEngine;
import io.lblab.traffic.SampleSink;
import io.lblab.traffic.TrafficEngine;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficRun;
import io.lblab.traffic.WeightedRequest;
import java.time.Duration;
import java.util.Optional;

/// Sends plans with selector loops of its own: HTTP/1.1, connections that are kept, an incremental
/// parser, nothing allocated per request but its sample. It costs a third of what [OkHttpEngine]
/// costs, and counts the same.
///
/// A request on a reused connection that was closed before any byte of an answer is sent again on a
/// new one and marked as such, as OkHttpEngine does it; POST and PATCH are not.
public final class RawEngine implements TrafficEngine {

    private final Duration timeout;
    private final int threads;

    public RawEngine() {
        this(OkHttpEngine.DEFAULT_TIMEOUT, 1);
    }

    /// @param timeout after which a request that has no whole answer is given up
    /// @param threads loops, at least 1
    public RawEngine(Duration timeout, int threads) {
        this.timeout = timeout;
        this.threads = threads;
    }

    /// What of a plan is beyond this engine: `journeys`; empty when it can send all of it.
    public static Optional<String> lacks(TrafficPlan plan) {
        if (plan.base().getScheme().equals("https")) {
            return Optional.of("TLS");
        }
        if (!plan.journeys().isEmpty()) {
            return Optional.of("journeys");
        }
        if (plan.cookies()) {
            return Optional.of("cookies");
        }
        if (plan.mix().stream().anyMatch(WeightedRequest::hasOwnPlaceholders)) {
            return Optional.of("data in requests");
        }
        return plan.mix().stream()
                        .flatMap(request -> request.checks().stream())
                        .allMatch(check -> check instanceof Check.Status)
                ? Optional.empty()
                : Optional.of("checks of headers and bodies");
    }

    /// @throws InvalidPlanException when the plan asks for what it [#lacks]
    @Override
    public TrafficRun start(TrafficPlan plan, SampleSink sink) {
        lacks(plan)
                .ifPresent(what -> {
                    throw new InvalidPlanException(
                            "The raw engine knows no "
                                    + what
                                    + ": leave the choice to the plan, or take okhttp.");
                });
        RawRun run = new RawRun(plan, sink, timeout, threads);
        run.start();
        return run;
    }
}
