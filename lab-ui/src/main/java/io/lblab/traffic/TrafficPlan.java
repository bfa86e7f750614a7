package io.lblab.traffic;

import io.lblab.traffic.Load.Closed;
import io.lblab.traffic.Load.Open;
import io.lblab.traffic.Load.Until;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a run sends, from whom, and when.
///
/// @param base scheme, host and port of the stack's nginx: `http://127.0.0.1:8000`; nothing beyond
///   this machine's loopback is allowed
/// @param mix what is sent; one is drawn by weight for each request, from the seed
/// @param load how the requests are spread over time
/// @param clients the addresses the requests come from
/// @param seed the same seed draws the same requests, clients and moments in the same order
public record TrafficPlan(
        String name,
        URI base,
        List<WeightedRequest> mix,
        Load load,
        ClientPool clients,
        long seed) {

    /// Of the closed model.
    public static final int MAX_CONCURRENCY = Closed.MOST;

    public static final int MAX_REQUESTS = 100_000_000;

    public TrafficPlan {
        base = LoopbackOnly.check(base);
        mix = List.copyOf(mix);
        if (mix.isEmpty()) {
            throw new InvalidPlanException("A plan needs at least one request.");
        }
    }

    /// A closed model without think time: `concurrency` clients, until `requests` were sent.
    public TrafficPlan(
            String name,
            URI base,
            List<WeightedRequest> mix,
            int requests,
            int concurrency,
            ClientPool clients,
            long seed) {
        this(
                name,
                base,
                mix,
                new Closed(concurrency, Duration.ZERO, Until.requests(requests)),
                clients,
                seed);
    }

    /// The same sent elsewhere, from clients that reach it.
    public TrafficPlan sentTo(URI newBase, ClientPool newClients) {
        return new TrafficPlan(name, newBase, mix, load, newClients, seed);
    }

    /// The same spread over time otherwise.
    public TrafficPlan under(Load newLoad) {
        return new TrafficPlan(name, base, mix, newLoad, clients, seed);
    }

    /// How many requests it makes at most; of an open model, how many it makes, by chance a few
    /// more or less.
    public int requests() {
        return switch (load) {
            case Closed closed -> (int) closed.until().requests().orElse(MAX_REQUESTS);
            case Open open ->
                    (int) Math.ceil(open.stages().stream().mapToDouble(Load.Stage::requests).sum());
        };
    }

    /// Requests in flight at most.
    public int concurrency() {
        return switch (load) {
            case Closed closed -> closed.clients();
            case Open open -> open.inFlightAtMost();
        };
    }

    /// How long it takes, where that is known beforehand.
    public Optional<Duration> time() {
        return switch (load) {
            case Closed closed -> closed.until().time();
            case Open open -> Optional.of(open.time());
        };
    }
}
