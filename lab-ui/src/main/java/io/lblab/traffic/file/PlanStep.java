package io.lblab.traffic.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.lblab.traffic.Extraction;
import io.lblab.traffic.Journey;
import io.lblab.traffic.LoadText;
import io.lblab.traffic.WeightedRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A step of a journey; what is left out: its method and path as name, no think time.
///
/// @param think after its answer: `500ms`
/// @param extract by variable, where it is taken from: a JSON pointer or a regular expression
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"name", "method", "path", "headers", "body", "checks", "extract", "think"})
public record PlanStep(
        @Nullable String name,
        @Nullable String method,
        @Nullable String path,
        @Nullable String body,
        @Nullable List<String> headers,
        @Nullable List<String> checks,
        @Nullable Map<String, String> extract,
        @Nullable String think) {

    static PlanStep of(Journey.Step step) {
        WeightedRequest request = step.request();
        Map<String, String> extract = new LinkedHashMap<>();
        step.extractions().forEach(taken -> extract.put(taken.variable(), taken.from()));
        return new PlanStep(
                step.name(),
                request.method(),
                request.path(),
                request.jsonBody().orElse(null),
                PlanEntry.headers(request),
                PlanEntry.checks(request),
                extract.isEmpty() ? null : extract,
                step.think().isZero() ? null : LoadText.of(step.think()));
    }

    Journey.Step step() {
        WeightedRequest request = PlanEntry.request(1, method, path, body, headers, checks);
        Map<String, String> taken = extract == null ? Map.of() : extract;
        return new Journey.Step(
                name == null ? request.method() + " " + request.path() : name,
                request,
                think == null ? Duration.ZERO : LoadText.time(think),
                taken.entrySet().stream()
                        .map(one -> new Extraction(one.getKey(), one.getValue()))
                        .toList());
    }
}
