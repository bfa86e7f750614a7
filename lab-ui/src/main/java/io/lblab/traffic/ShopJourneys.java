package io.lblab.traffic;

import io.lblab.traffic.Journey.Step;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What visitors of the shop do.
final class ShopJourneys {

    /// A third of what the shop sells, `{item}`: so that purchases sell nothing out at once.
    static final DataRows ITEMS =
            new DataRows(
                    List.of("item"),
                    IntStream.rangeClosed(4, 103)
                            .mapToObj(id -> List.of(Integer.toString(id)))
                            .toList());

    private static final Duration THINK = Duration.ofMillis(100);

    private static final Extraction TOKEN =
            new Extraction("token", "name=\"token\" value=\"([^\"]+)\"");

    /// A page as a browser fetches it.
    static final Journey PAGE =
            new Journey(
                    "page",
                    1,
                    List.of(
                            new Step("shop page", get("/shop")),
                            new Step("style sheet", get("/static/shop.css")),
                            new Step("script", get("/static/shop.js"))));

    /// Somebody who looks at the shop and two products, and leaves.
    static final Journey BROWSE =
            new Journey(
                    "browse",
                    1,
                    List.of(
                            thinking("shop page", get("/shop")),
                            thinking("a product", get("/product/{product}")),
                            thinking("another product", get("/product/{item}")),
                            new Step("shop page again", get("/shop"))));

    /// Somebody who puts a product in the cart, opens an account, and orders. That the cart is
    /// still there is checked at each step: where it vanishes, the check fails.
    static final Journey BUY =
            new Journey(
                    "buy",
                    1,
                    List.of(
                            thinking("shop page", get("/shop")),
                            thinking("the product", get("/product/{item}")),
                            thinking(
                                    "put in cart",
                                    new WeightedRequest(
                                                    "POST",
                                                    "/api/cart",
                                                    Optional.of(
                                                            "{\"product_id\":{item},\"quantity\":1}"),
                                                    1)
                                            .withChecks(checks("status = 200", "json /count = 1"))),
                            thinking(
                                    "look at the cart",
                                    WeightedRequest.get("/api/cart")
                                            .withChecks(checks("status = 200", "json /count = 1"))),
                            new Step(
                                    "account form",
                                    get("/register?next=/checkout"),
                                    THINK,
                                    List.of(TOKEN)),
                            thinking(
                                    "open an account",
                                    form(
                                            "/register",
                                            "token={token}&next=/checkout&name=Visitor&email={unique}@example.org&password={unique}")),
                            new Step(
                                    "checkout form",
                                    get("/checkout"),
                                    THINK,
                                    List.of(
                                            new Extraction("order_token", TOKEN.from()),
                                            new Extraction(
                                                    "key", "name=\"key\" value=\"([^\"]+)\""),
                                            new Extraction(
                                                    "total", "name=\"total\" value=\"([^\"]+)\""))),
                            new Step(
                                    "order",
                                    form(
                                            "/checkout",
                                            "token={order_token}&key={key}&total={total}&name=Visitor&street=Main+Street+1&postcode=12345&city=Springfield&country=Utopia&card=4242424242424242&expiry=12%2F99&code=123")),
                            new Step(
                                    "empty cart",
                                    WeightedRequest.get("/api/cart")
                                            .withChecks(
                                                    checks("status = 200", "json /count = 0")))));

    private ShopJourneys() {}

    private static Step thinking(String name, WeightedRequest request) {
        return new Step(name, request, THINK, List.of());
    }

    private static WeightedRequest get(String path) {
        return WeightedRequest.get(path).withChecks(checks("status = 200"));
    }

    /// A form that leads on to another page.
    private static WeightedRequest form(String path, String fields) {
        return new WeightedRequest(
                "POST",
                path,
                Optional.of(fields),
                1,
                List.of(new HeaderLine("Content-Type", "application/x-www-form-urlencoded")),
                checks("status = 303"));
    }

    private static List<Check> checks(String... texts) {
        return Arrays.stream(texts).map(Check::parse).toList();
    }
}
