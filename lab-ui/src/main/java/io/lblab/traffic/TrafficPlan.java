package io.lblab.traffic;

import io.lblab.traffic.Load.Closed;
import io.lblab.traffic.Load.Open;
import io.lblab.traffic.Load.Until;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What a run sends, from whom, and when.
///
/// @param base scheme, host and port of the stack's nginx: `http://127.0.0.1:8000`; beyond this
///   machine's loopback only what is [Elsewhere]
/// @param mix what is sent; one of these and of the journeys is drawn by weight, from the seed
/// @param journeys what is sent by visitors, several requests in a row
/// @param data what fills `{column}` in requests; empty when nothing does
/// @param cookies whether each client address keeps the cookies it is given; a visitor of a journey
///   always does, in a jar of its own
/// @param load how the requests are spread over time
/// @param clients the addresses the requests come from
/// @param seed the same seed draws the same requests, clients and moments in the same order
/// @param elsewhere the server that is fired at in place of the lab's own stack; its address is the
///   base
public record TrafficPlan(
        String name,
        URI base,
        List<WeightedRequest> mix,
        List<Journey> journeys,
        Optional<DataRows> data,
        boolean cookies,
        Load load,
        ClientPool clients,
        long seed,
        Optional<Elsewhere> elsewhere) {

    /// Of the closed model.
    public static final int MAX_CONCURRENCY = Closed.MOST;

    public static final int MAX_REQUESTS = 100_000_000;

    public TrafficPlan {
        base = elsewhere.isPresent() ? elsewhere.get().base() : LoopbackOnly.check(base);
        mix = List.copyOf(mix);
        journeys = List.copyOf(journeys);
        if (mix.isEmpty() && journeys.isEmpty()) {
            throw new InvalidPlanException("A plan needs at least one request.");
        }
        long weights =
                mix.stream().mapToLong(WeightedRequest::weight).sum()
                        + journeys.stream().mapToLong(Journey::weight).sum();
        if (weights > Integer.MAX_VALUE) {
            throw new InvalidPlanException(
                    "The weights add up to "
                            + weights
                            + ", more than "
                            + Integer.MAX_VALUE
                            + ": only their ratio counts, so make all of them smaller.");
        }
        Set<String> given = new HashSet<>(Placeholders.OWN);
        data.ifPresent(rows -> given.addAll(rows.columns()));
        mix.forEach(request -> request.checkPlaceholders(given));
        journeys.forEach(journey -> journey.check(given));
    }

    /// At the lab's own stack.
    public TrafficPlan(
            String name,
            URI base,
            List<WeightedRequest> mix,
            List<Journey> journeys,
            Optional<DataRows> data,
            boolean cookies,
            Load load,
            ClientPool clients,
            long seed) {
        this(name, base, mix, journeys, data, cookies, load, clients, seed, Optional.empty());
    }

    /// Without journeys, data and cookies.
    public TrafficPlan(
            String name,
            URI base,
            List<WeightedRequest> mix,
            Load load,
            ClientPool clients,
            long seed) {
        this(name, base, mix, List.of(), Optional.empty(), false, load, clients, seed);
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
        return new TrafficPlan(name, newBase, mix, journeys, data, cookies, load, newClients, seed);
    }

    /// The same sent to a server that somebody confirmed. Its connections leave from wherever the
    /// system lets them.
    public TrafficPlan sentTo(Elsewhere place) {
        return new TrafficPlan(
                name,
                place.base(),
                mix,
                journeys,
                data,
                cookies,
                load,
                clients,
                seed,
                Optional.of(place));
    }

    /// The same spread over time otherwise.
    public TrafficPlan under(Load newLoad) {
        return new TrafficPlan(
                name, base, mix, journeys, data, cookies, newLoad, clients, seed, elsewhere);
    }

    public TrafficPlan withJourneys(List<Journey> newJourneys) {
        return new TrafficPlan(
                name, base, mix, newJourneys, data, cookies, load, clients, seed, elsewhere);
    }

    public TrafficPlan withData(Optional<DataRows> newData) {
        return new TrafficPlan(
                name, base, mix, journeys, newData, cookies, load, clients, seed, elsewhere);
    }

    public TrafficPlan withCookies(boolean newCookies) {
        return new TrafficPlan(
                name, base, mix, journeys, data, newCookies, load, clients, seed, elsewhere);
    }

    /// Every kind of request it sends: those of the mix, then the journeys' steps, one journey
    /// after the other. [SampleView#request()] is an index into it.
    public List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        for (WeightedRequest request : mix) {
            endpoints.add(
                    new Endpoint(
                            request.method() + " " + request.path(),
                            request.method(),
                            request.path()));
        }
        for (Journey journey : journeys) {
            for (Journey.Step step : journey.steps()) {
                endpoints.add(
                        new Endpoint(
                                journey.name() + ": " + step.name(),
                                step.request().method(),
                                step.request().path()));
            }
        }
        return endpoints;
    }

    /// Whether one path is among those it sends.
    public boolean sends(String path) {
        return endpoints().stream().anyMatch(endpoint -> endpoint.path().equals(path));
    }

    /// Whether it sends to that path and to no other.
    public boolean sendsOnly(String path) {
        return endpoints().stream().allMatch(endpoint -> endpoint.path().equals(path));
    }

    /// Requests of a visit, on average; 1 without journeys.
    private double requestsPerVisit() {
        double weights = 0;
        double requests = 0;
        for (WeightedRequest request : mix) {
            weights += request.weight();
            requests += request.weight();
        }
        for (Journey journey : journeys) {
            weights += journey.weight();
            requests += (double) journey.weight() * journey.steps().size();
        }
        return requests / weights;
    }

    /// How many requests it makes at most; of an open model, how many it makes, by chance a few
    /// more or less. There a visit of a journey is due when a request would be.
    public int requests() {
        return switch (load) {
            case Closed closed -> (int) closed.until().requests().orElse(MAX_REQUESTS);
            case Open open ->
                    (int)
                            Math.ceil(
                                    open.stages().stream().mapToDouble(Load.Stage::requests).sum()
                                            * requestsPerVisit());
        };
    }

    /// How many requests it makes, where that is known beforehand: a closed model that ends by the
    /// clock alone makes as many as are answered in time.
    public OptionalInt requestsForeseen() {
        return load instanceof Closed closed && closed.until().requests().isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(requests());
    }

    /// Requests in flight at most; with journeys, visitors.
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
