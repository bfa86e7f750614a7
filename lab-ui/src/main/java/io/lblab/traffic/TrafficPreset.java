package io.lblab.traffic;

import java.net.URI;
import java.time.Duration;
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
        List<Journey> journeys,
        Optional<DataRows> data,
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

    /// The guide's second test, the browser's network tab: a page and what belongs to it.
    public static final TrafficPreset PAGE_VIEWS =
            new TrafficPreset(
                    "page-views",
                    "Page views",
                    "100 pages as a browser fetches them, 4 at a time: /shop, its style sheet, its"
                            + " script.",
                    List.of(),
                    List.of(ShopJourneys.PAGE),
                    Optional.empty(),
                    300,
                    4);

    /// What nginx keeps: the instances are asked once.
    public static final TrafficPreset STATIC_FILES =
            new TrafficPreset(
                    "static-files",
                    "Static files",
                    "1,000 × the shop's own files, 16 at a time: nginx answers from its cache.",
                    List.of(
                            WeightedRequest.get("/static/shop.css"),
                            WeightedRequest.get("/static/shop.js"),
                            WeightedRequest.get("/static/favicon.svg")),
                    1_000,
                    16);

    /// Orders that pass through Kafka.
    public static final TrafficPreset PURCHASES =
            new TrafficPreset(
                    "purchases",
                    "Purchases",
                    "100 × POST /purchase of 100 products, 8 at a time: what one instance sells, all"
                            + " show.",
                    List.of(
                            new WeightedRequest(
                                            "POST",
                                            "/purchase",
                                            Optional.of("{\"product_id\":{item},\"quantity\":1}"),
                                            1)
                                    .withChecks(List.of(Check.parse("json /ok = true")))),
                    List.of(),
                    Optional.of(ShopJourneys.ITEMS),
                    100,
                    8);

    /// Visitors who only look.
    public static final TrafficPreset BROWSE =
            new TrafficPreset(
                    "browse",
                    "Visitors who look",
                    "50 visitors, 8 at a time: the shop, two products, the shop again.",
                    List.of(),
                    List.of(ShopJourneys.BROWSE),
                    Optional.of(ShopJourneys.ITEMS),
                    50 * ShopJourneys.BROWSE.steps().size(),
                    8);

    /// The guide's shopping cart, which needs sticky sessions or a session store that all share.
    public static final TrafficPreset BUY =
            new TrafficPreset(
                    "buy",
                    "Visitors who buy",
                    "20 visitors, 4 at a time: look, put in cart, open an account, check out; a lost cart"
                            + " is a failed check.",
                    List.of(),
                    List.of(ShopJourneys.BUY),
                    Optional.of(ShopJourneys.ITEMS),
                    20 * ShopJourneys.BUY.steps().size(),
                    4);

    private static final List<TrafficPreset> ALL =
            List.of(
                    LOAD_TEST,
                    GENERATE_TRAFFIC,
                    HEALTH_CHECKS,
                    PAGE_VIEWS,
                    STATIC_FILES,
                    PURCHASES,
                    BROWSE,
                    BUY);

    public TrafficPreset {
        mix = List.copyOf(mix);
        journeys = List.copyOf(journeys);
    }

    /// Without journeys and data.
    public TrafficPreset(
            String id,
            String title,
            String description,
            List<WeightedRequest> mix,
            int requests,
            int concurrency) {
        this(id, title, description, mix, List.of(), Optional.empty(), requests, concurrency);
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
        return new TrafficPlan(
                id,
                base,
                mix,
                journeys,
                data,
                false,
                new Load.Closed(concurrency, Duration.ZERO, Load.Until.requests(requests)),
                clients,
                seed);
    }
}
