package io.lblab.traffic.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.lblab.traffic.Check;
import io.lblab.traffic.HeaderLine;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.Journey;
import io.lblab.traffic.WeightedRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request of the mix, or a journey with steps; what is left out: weight 1, GET, no body, no
/// headers, no checks.
///
/// @param journey the name of a journey, whose requests are its steps
/// @param headers each as `Name: value`
/// @param checks as [Check#parse(String)] reads them
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"weight", "journey", "steps", "method", "path", "headers", "body", "checks"})
public record PlanEntry(
        @Nullable Integer weight,
        @Nullable String method,
        @Nullable String path,
        @Nullable String body,
        @Nullable List<String> headers,
        @Nullable List<String> checks,
        @Nullable String journey,
        @Nullable List<PlanStep> steps) {

    static PlanEntry of(WeightedRequest request) {
        return new PlanEntry(
                request.weight(),
                request.method(),
                request.path(),
                request.jsonBody().orElse(null),
                headers(request),
                checks(request),
                null,
                null);
    }

    static PlanEntry of(Journey journey) {
        return new PlanEntry(
                journey.weight(),
                null,
                null,
                null,
                null,
                null,
                journey.name(),
                journey.steps().stream().map(PlanStep::of).toList());
    }

    /// As a request; it is no journey.
    WeightedRequest request() {
        if (steps != null) {
            throw new InvalidPlanException(
                    "Steps of the mix have no name: write \"journey\": \"buy\" beside them.");
        }
        return request(weight == null ? 1 : weight, method, path, body, headers, checks);
    }

    /// As a journey of that name.
    Journey journey(String name) {
        if (path != null || method != null || body != null || headers != null || checks != null) {
            throw new InvalidPlanException(
                    "The journey \""
                            + name
                            + "\" has a request of its own: move it into its steps.");
        }
        return new Journey(
                name,
                weight == null ? 1 : weight,
                steps == null ? List.of() : steps.stream().map(PlanStep::step).toList());
    }

    static WeightedRequest request(
            int weight,
            @Nullable String method,
            @Nullable String path,
            @Nullable String body,
            @Nullable List<String> headers,
            @Nullable List<String> checks) {
        if (path == null) {
            throw new InvalidPlanException("A request of the mix has no path.");
        }
        return new WeightedRequest(
                method == null ? "GET" : method,
                path,
                Optional.ofNullable(body),
                weight,
                headers == null ? List.of() : headers.stream().map(HeaderLine::parse).toList(),
                checks == null ? List.of() : checks.stream().map(Check::parse).toList());
    }

    static @Nullable List<String> headers(WeightedRequest request) {
        return request.headers().isEmpty()
                ? null
                : request.headers().stream().map(HeaderLine::text).toList();
    }

    static @Nullable List<String> checks(WeightedRequest request) {
        return request.checks().isEmpty()
                ? null
                : request.checks().stream().map(Check::text).toList();
    }
}
