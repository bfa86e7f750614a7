package io.lblab.traffic;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Sends plans with OkHttp, one virtual thread per client of the closed model.
///
/// OkHttp's own retries, redirects and timers are off: a request is sent once, and counted once.
/// The one exception is a request on a reused connection that was closed before any byte of an
/// answer, as happens when nginx reloads: it is sent again on a new connection and marked
/// [Sample#resent()]. POST and PATCH are sent again only when the connection was found closed
/// before they were written, so that nothing is processed twice.
public final class OkHttpEngine implements TrafficEngine {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    private static final Pattern DOTS = Pattern.compile("^[^?]*/\\.{1,2}(?:[/?]|$)");

    private final Duration timeout;

    public OkHttpEngine() {
        this(DEFAULT_TIMEOUT);
    }

    /// @param timeout after which a request that has no whole answer is given up
    public OkHttpEngine(Duration timeout) {
        this.timeout = timeout;
    }

    /// The first path of a plan that this engine would not send as it is: it resolves `/a/../b`.
    public static Optional<String> rewrites(TrafficPlan plan) {
        return plan.endpoints().stream()
                .map(Endpoint::path)
                .filter(path -> DOTS.matcher(path).find())
                .findFirst();
    }

    /// @throws InvalidPlanException when it [#rewrites] a path
    @Override
    public TrafficRun start(TrafficPlan plan, SampleSink sink) {
        rewrites(plan)
                .ifPresent(path -> {
                    throw new InvalidPlanException(
                            "OkHttp resolves the . and .. of "
                                    + path
                                    + " before it sends: write the path without them, or send it with the"
                                    + " raw engine.");
                });
        OkHttpRun run = new OkHttpRun(plan, sink, timeout);
        run.start();
        return run;
    }
}
