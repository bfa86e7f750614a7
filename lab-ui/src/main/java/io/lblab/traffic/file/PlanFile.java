package io.lblab.traffic.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.Load;
import io.lblab.traffic.LoadText;
import io.lblab.traffic.Skew;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.WeightedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A plan as a JSON file. It names no server: where it is sent is said when it is fired.
///
/// ```json
/// {
///   "name": "shop-mix",
///   "mix": [
///     {"weight": 40, "method": "GET", "path": "/shop"},
///     {"weight": 15, "method": "POST", "path": "/purchase", "body": "{\"product_id\":{product},\"quantity\":1}"}
///   ],
///   "open": {"rate": "0-200:10s,200:30s", "arrivals": "poisson"},
///   "clients": 64,
///   "seed": 7,
///   "thresholds": ["p99 < 50ms", "errors < 0.1%"]
/// }
/// ```
///
/// @param open or `closed`, not both
/// @param clients how many addresses, each in its own /24; null for this machine's own
/// @param skew how much each client sends: `zipf:1`, `heavy:50%`; null for as much as any other
/// @param thresholds as the command line takes them; held against every run of the plan
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"name", "mix", "closed", "open", "clients", "skew", "seed", "thresholds"})
public record PlanFile(
        @Nullable String name,
        @Nullable List<Entry> mix,
        @Nullable Closed closed,
        @Nullable Open open,
        @Nullable Integer clients,
        @Nullable String skew,
        @Nullable Long seed,
        @Nullable List<String> thresholds) {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build();

    /// A request of the mix; what is left out: weight 1, GET, no body.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Entry(
            @Nullable Integer weight,
            @Nullable String method,
            @Nullable String path,
            @Nullable String body) {}

    /// A closed model; what is left out: 1 client, no think time, 1,000 requests when there is no
    /// duration either.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Closed(
            @Nullable Integer clients,
            @Nullable Long requests,
            @Nullable String duration,
            @Nullable String think) {}

    /// An open model; what is left out: even arrivals, 1,024 in flight.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Open(
            @Nullable String rate, @Nullable String arrivals, @Nullable Integer inFlight) {}

    /// Reads one, and holds it against everything a plan must be.
    ///
    /// @throws InvalidPlanException saying what is wrong where, in one sentence
    public static PlanFile read(String json) {
        PlanFile file;
        try {
            if (!JSON.readTree(json).isObject()) {
                throw new InvalidPlanException(
                        "The plan is no JSON object like {\"mix\": [{\"path\": \"/shop\"}]}.");
            }
            file = JSON.readValue(json, PlanFile.class);
        } catch (JsonProcessingException e) {
            throw new InvalidPlanException(words(e));
        }
        file.requests();
        file.load();
        if (file.skew() != null) {
            Skew.parse(file.skew());
        }
        return file;
    }

    /// The file of a plan.
    public static PlanFile of(TrafficPlan plan, List<String> thresholds) {
        int addresses = plan.clients().addresses().size();
        return new PlanFile(
                plan.name(),
                plan.mix().stream()
                        .map(request ->
                                new Entry(
                                        request.weight(),
                                        request.method(),
                                        request.path(),
                                        request.jsonBody().orElse(null)))
                        .toList(),
                plan.load() instanceof Load.Closed closed ? of(closed) : null,
                plan.load() instanceof Load.Open open ? of(open) : null,
                addresses == 1 ? null : addresses,
                plan.clients().skew() instanceof Skew.Uniform ? null : plan.clients().skew().text(),
                plan.seed(),
                thresholds);
    }

    /// As it is written to a file.
    public String toJson() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What is sent.
    public List<WeightedRequest> requests() {
        if (mix == null || mix.isEmpty()) {
            throw new InvalidPlanException(
                    "The plan has no mix: write \"mix\": [{\"path\": \"/shop\"}].");
        }
        return mix.stream()
                .map(entry -> {
                    if (entry.path() == null) {
                        throw new InvalidPlanException("A request of the mix has no path.");
                    }
                    return new WeightedRequest(
                            entry.method() == null ? "GET" : entry.method(),
                            entry.path(),
                            Optional.ofNullable(entry.body()),
                            entry.weight() == null ? 1 : entry.weight());
                })
                .toList();
    }

    /// How it is spread over time.
    public Load load() {
        if (open != null && closed != null) {
            throw new InvalidPlanException(
                    "The plan has both an open and a closed model: leave one out.");
        }
        return open == null
                ? load(closed == null ? new Closed(null, null, null, null) : closed)
                : load(open);
    }

    /// Never null.
    public List<String> bounds() {
        return thresholds == null ? List.of() : thresholds;
    }

    private static Load load(Open open) {
        if (open.rate() == null) {
            throw new InvalidPlanException(
                    "The open model has no rate: write \"rate\": \"200:30s\".");
        }
        return LoadText.open(
                open.rate(),
                Optional.empty(),
                LoadText.arrivals(open.arrivals() == null ? "even" : open.arrivals()),
                open.inFlight() == null ? LoadText.IN_FLIGHT : open.inFlight());
    }

    private static Load load(Closed closed) {
        boolean endless = closed.requests() == null && closed.duration() == null;
        OptionalLong requests =
                endless
                        ? OptionalLong.of(1_000)
                        : closed.requests() == null
                                ? OptionalLong.empty()
                                : OptionalLong.of(closed.requests());
        return new Load.Closed(
                closed.clients() == null ? 1 : closed.clients(),
                closed.think() == null ? Duration.ZERO : LoadText.time(closed.think()),
                new Load.Until(
                        requests, Optional.ofNullable(closed.duration()).map(LoadText::time)));
    }

    private static Closed of(Load.Closed closed) {
        OptionalLong requests = closed.until().requests();
        return new Closed(
                closed.clients(),
                requests.isPresent() ? requests.getAsLong() : null,
                closed.until().time().map(LoadText::of).orElse(null),
                closed.think().isZero() ? null : LoadText.of(closed.think()));
    }

    private static Open of(Load.Open open) {
        return new Open(
                LoadText.of(open),
                open.arrivals() == Load.Arrivals.EVEN ? null : "poisson",
                open.inFlightAtMost() == LoadText.IN_FLIGHT ? null : open.inFlightAtMost());
    }

    private static String words(JsonProcessingException e) {
        String where = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                    "A plan has no \""
                            + unknown.getPropertyName()
                            + "\""
                            + where
                            + ": there are "
                            + unknown.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + ".";
            case JsonMappingException wrong ->
                    "The plan's "
                            + wrong.getPath().stream()
                                    .map(part ->
                                            part.getFieldName() == null
                                                    ? String.valueOf(part.getIndex() + 1)
                                                    : part.getFieldName())
                                    .collect(Collectors.joining(" "))
                            + " is not of the kind it must be"
                            + where
                            + ".";
            default ->
                    "The plan is no JSON"
                            + where
                            + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse("")
                            + ".";
        };
    }
}
