package io.lblab.traffic;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/// The requests of a plan. Those that need nothing filled in but the product are built once.
final class Requests {

    private static final MediaType JSON = MediaType.get("application/json");

    private final TrafficPlan plan;
    private final List<List<Request>> byRequestAndProduct;

    Requests(TrafficPlan plan) {
        this.plan = plan;
        byRequestAndProduct =
                plan.mix().stream()
                        .map(request ->
                                request.hasOwnPlaceholders()
                                        ? List.<Request>of()
                                        : IntStream.rangeClosed(1, PlanSequence.PRODUCTS)
                                                .mapToObj(product -> build(request, product))
                                                .toList())
                        .toList();
    }

    /// What a visit sends next.
    Request of(Visit visit, int step) {
        int entry = visit.pick().request();
        Request request =
                entry < byRequestAndProduct.size() && !byRequestAndProduct.get(entry).isEmpty()
                        ? byRequestAndProduct.get(entry).get(visit.pick().product() - 1)
                        : build(visit.request(step), visit::value);
        String cookies = visit.jar().map(jar -> jar.header(request.url())).orElse("");
        boolean forwarded = plan.clients().via() == ClientPool.Via.FORWARDED_FOR;
        if (!forwarded && cookies.isEmpty()) {
            return request;
        }
        Request.Builder more = request.newBuilder();
        if (forwarded) {
            more.header("X-Forwarded-For", plan.clients().addresses().get(visit.pick().client()));
        }
        if (!cookies.isEmpty()) {
            String own = request.header("Cookie");
            more.header("Cookie", own == null ? cookies : own + "; " + cookies);
        }
        return more.build();
    }

    private Request build(WeightedRequest request, int product) {
        String id = Integer.toString(product);
        return build(request, _ -> id);
    }

    private Request build(WeightedRequest request, UnaryOperator<String> values) {
        String method = request.method();
        String type =
                request.header("Content-Type")
                        .map(given -> Placeholders.fill(given, values, Placeholders::inHeader))
                        .orElse("");
        // OkHttp takes the type from the body, where there is one.
        Optional<RequestBody> body =
                request.jsonBody()
                        .map(text -> body(Placeholders.fill(text, values, encoding(type)), type));
        Request.Builder builder =
                new Request.Builder()
                        .url(
                                plan.base()
                                        + Placeholders.fill(
                                                request.path(),
                                                values,
                                                Placeholders::percentEncoded))
                        .method(
                                method,
                                body.orElse(
                                        WeightedRequest.isMeantForABody(method)
                                                ? RequestBody.EMPTY
                                                : null))
                        .header("User-Agent", "lb-lab")
                        // Bodies are counted, not looked at: nothing is to be compressed for the
                        // lab.
                        .header("Accept-Encoding", "identity");
        if (plan.clients().freshConnections()) {
            builder.header("Connection", "close");
        }
        for (HeaderLine header : request.headers()) {
            if (header.name().equalsIgnoreCase("User-Agent")
                    || header.name().equalsIgnoreCase("Accept-Encoding")) {
                builder.removeHeader(header.name());
            }
        }
        for (HeaderLine header : request.headers()) {
            if (body.isEmpty() || !header.name().equalsIgnoreCase("Content-Type")) {
                builder.addHeader(
                        header.name(),
                        Placeholders.fill(header.value(), values, Placeholders::inHeader));
            }
        }
        return builder.build();
    }

    private static RequestBody body(String text, String type) {
        if (type.isEmpty()) {
            return RequestBody.create(text, JSON);
        }
        return RequestBody.create(text.getBytes(StandardCharsets.UTF_8), MediaType.parse(type));
    }

    /// How a value stands in a body of that type.
    private static UnaryOperator<String> encoding(String type) {
        String plain = type.toLowerCase(Locale.ROOT);
        if (plain.isEmpty() || plain.contains("json")) {
            return Placeholders::inJson;
        }
        return plain.contains("x-www-form-urlencoded")
                ? Placeholders::percentEncoded
                : UnaryOperator.identity();
    }
}
