package io.lblab.traffic;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One of the guide's tests, ready to fire.
///
/// @param id what is typed after `--preset`
/// @param title two or three words
/// @param description one line: what it sends
public record TrafficPreset(
        String id,
        String title,
        String description,
        List<WeightedRequest> mix,
        int requests,
        int concurrency) {

    /// The guide's `load_test.py`. One product's data: cheap for the shop, cached nowhere.
    public static final TrafficPreset LOAD_TEST =
            new TrafficPreset(
                    "load-test",
                    "10,000 requests",
                    "10,000 × GET /products/1, 64 at a time: the guide's load_test.py.",
                    List.of(WeightedRequest.get("/products/1")),
                    10_000,
                    64);

    /// The guide's `generate_traffic.py`: visitors who look and sometimes buy.
    public static final TrafficPreset GENERATE_TRAFFIC =
            new TrafficPreset(
                    "generate-traffic",
                    "The shop's visitors",
                    "40 % shop page, 45 % product pages, 15 % purchases, 8 at a time: the guide's"
                            + " generate_traffic.py.",
                    List.of(
                            new WeightedRequest("GET", "/shop", Optional.empty(), 40),
                            new WeightedRequest("GET", "/product/{product}", Optional.empty(), 45),
                            new WeightedRequest(
                                    "POST",
                                    "/purchase",
                                    Optional.of("{\"product_id\":{product},\"quantity\":1}"),
                                    15)),
                    1_000,
                    8);

    /// The guide's first test: the instances take turns.
    public static final TrafficPreset HEALTH_CHECKS =
            new TrafficPreset(
                    "health-checks",
                    "Ten health checks",
                    "Ten × GET /health, one after the other: the instances take turns.",
                    List.of(WeightedRequest.get("/health")),
                    10,
                    1);

    private static final List<TrafficPreset> ALL =
            List.of(LOAD_TEST, GENERATE_TRAFFIC, HEALTH_CHECKS);

    public TrafficPreset {
        mix = List.copyOf(mix);
    }

    public static List<TrafficPreset> all() {
        return ALL;
    }

    /// The preset of that id.
    ///
    /// @throws InvalidPlanException naming the presets there are
    public static TrafficPreset ofId(String id) {
        return ALL.stream()
                .filter(preset -> preset.id.equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidPlanException(
                                "There is no preset \""
                                        + id
                                        + "\": use "
                                        + ALL.stream()
                                                .map(TrafficPreset::id)
                                                .collect(Collectors.joining(", "))
                                        + "."));
    }

    public TrafficPlan plan(URI base, ClientPool clients, long seed) {
        return new TrafficPlan(id, base, mix, requests, concurrency, clients, seed);
    }
}
