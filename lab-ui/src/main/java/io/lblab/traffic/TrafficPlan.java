package io.lblab.traffic;

import java.net.URI;
import java.util.List;

/// A closed-model run: `concurrency` clients, each sending its next request when the last was
/// answered, until `requests` were sent.
///
/// @param base scheme, host and port of the stack's nginx: `http://127.0.0.1:8000`; nothing beyond
///   this machine's loopback is allowed
/// @param mix what is sent; one is drawn by weight for each request, from the seed
/// @param requests total, at least 1
/// @param concurrency requests in flight at most, at least 1
/// @param clients the addresses the requests come from
/// @param seed the same seed draws the same requests and clients in the same order
public record TrafficPlan(
        String name,
        URI base,
        List<WeightedRequest> mix,
        int requests,
        int concurrency,
        ClientPool clients,
        long seed) {

    public static final int MAX_CONCURRENCY = 2_048;
    public static final int MAX_REQUESTS = 100_000_000;

    public TrafficPlan {
        base = LoopbackOnly.check(base);
        mix = List.copyOf(mix);
        if (mix.isEmpty()) {
            throw new InvalidPlanException("A plan needs at least one request.");
        }
        if (requests < 1 || requests > MAX_REQUESTS) {
            throw new InvalidPlanException(
                    "The number of requests, "
                            + requests
                            + ", is not between 1 and "
                            + MAX_REQUESTS
                            + ".");
        }
        if (concurrency < 1 || concurrency > MAX_CONCURRENCY) {
            throw new InvalidPlanException(
                    "The concurrency, "
                            + concurrency
                            + ", is not between 1 and "
                            + MAX_CONCURRENCY
                            + ".");
        }
    }
}
