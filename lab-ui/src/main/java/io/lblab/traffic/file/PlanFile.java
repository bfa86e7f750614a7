package io.lblab.traffic.file;

import com.fasterxml.jackson.annotation.JsonCreator;
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
import io.lblab.traffic.Check;
import io.lblab.traffic.DataRows;
import io.lblab.traffic.Extraction;
import io.lblab.traffic.HeaderLine;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.Journey;
import io.lblab.traffic.Load;
import io.lblab.traffic.LoadText;
import io.lblab.traffic.Skew;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.WeightedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
/// @param data rows for `{column}`: `"products.csv"`, or the rows themselves
/// @param cookies whether each client address keeps the cookies it is given
/// @param clients how many addresses, each in its own /24; null for this machine's own
/// @param skew how much each client sends: `zipf:1`, `heavy:50%`; null for as much as any other
/// @param thresholds as the command line takes them; held against every run of the plan
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
    "name",
    "mix",
    "data",
    "cookies",
    "closed",
    "open",
    "clients",
    "skew",
    "seed",
    "thresholds"
})
public record PlanFile(
        @Nullable String name,
        @Nullable List<Entry> mix,
        @Nullable Data data,
        @Nullable Boolean cookies,
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

    /// A request of the mix, or a journey with steps; what is left out: weight 1, GET, no body, no
    /// headers, no checks.
    ///
    /// @param journey the name of a journey, whose requests are its steps
    /// @param headers each as `Name: value`
    /// @param checks as [Check#parse(String)] reads them
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonPropertyOrder({
        "weight", "journey", "steps", "method", "path", "headers", "body", "checks"
    })
    public record Entry(
            @Nullable Integer weight,
            @Nullable String method,
            @Nullable String path,
            @Nullable String body,
            @Nullable List<String> headers,
            @Nullable List<String> checks,
            @Nullable String journey,
            @Nullable List<Step> steps) {}

    /// A step of a journey; what is left out: its method and path as name, no think time.
    ///
    /// @param think after its answer: `500ms`
    /// @param extract by variable, where it is taken from: a JSON pointer or a regular expression
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonPropertyOrder({"name", "method", "path", "headers", "body", "checks", "extract", "think"})
    public record Step(
            @Nullable String name,
            @Nullable String method,
            @Nullable String path,
            @Nullable String body,
            @Nullable List<String> headers,
            @Nullable List<String> checks,
            @Nullable Map<String, String> extract,
            @Nullable String think) {}

    /// Rows for `{column}`, in the file itself or in a CSV file beside it.
    ///
    /// @param file a CSV file with a line of column names, in place of columns and rows
    /// @param order `uniform` (drawn by the seed) or `in order`
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Data(
            @Nullable String file,
            @Nullable List<String> columns,
            @Nullable List<List<String>> rows,
            @Nullable String order) {

        /// `"data": "products.csv"`
        @JsonCreator
        static Data inFile(String file) {
            return new Data(file, null, null, null);
        }
    }

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

    /// Reads one, and holds it against everything a plan must be but its data.
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
        file.journeys();
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
                Stream.concat(
                                plan.mix().stream().map(PlanFile::of),
                                plan.journeys().stream().map(PlanFile::of))
                        .toList(),
                plan.data().map(PlanFile::of).orElse(null),
                plan.cookies() ? true : null,
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

    /// What is sent besides the journeys.
    public List<WeightedRequest> requests() {
        return entries()
                .filter(entry -> entry.journey() == null)
                .map(entry -> {
                    if (entry.steps() != null) {
                        throw new InvalidPlanException(
                                "Steps of the mix have no name: write \"journey\": \"buy\" beside them.");
                    }
                    return request(
                            entry.weight() == null ? 1 : entry.weight(),
                            entry.method(),
                            entry.path(),
                            entry.body(),
                            entry.headers(),
                            entry.checks());
                })
                .toList();
    }

    /// What visitors do.
    public List<Journey> journeys() {
        return entries()
                .filter(entry -> entry.journey() != null)
                .map(entry -> {
                    String name = String.valueOf(entry.journey());
                    if (entry.path() != null
                            || entry.method() != null
                            || entry.body() != null
                            || entry.headers() != null
                            || entry.checks() != null) {
                        throw new InvalidPlanException(
                                "The journey \""
                                        + name
                                        + "\" has a request of its own: move it into its steps.");
                    }
                    return new Journey(
                            name,
                            entry.weight() == null ? 1 : entry.weight(),
                            entry.steps() == null
                                    ? List.of()
                                    : entry.steps().stream().map(PlanFile::step).toList());
                })
                .toList();
    }

    /// The rows for `{column}`; empty without any.
    ///
    /// @param folder where the plan's file is, beside which a CSV file is looked for
    /// @throws InvalidPlanException when they can't be read
    public Optional<DataRows> rows(Path folder) {
        if (data == null) {
            return Optional.empty();
        }
        DataRows.Order order = order(data.order() == null ? "uniform" : data.order());
        if (data.file() != null) {
            if (data.columns() != null || data.rows() != null) {
                throw new InvalidPlanException("The data has both a file and rows: leave one out.");
            }
            DataRows read = CsvData.read(folder.resolve(data.file()));
            return Optional.of(new DataRows(read.columns(), read.rows(), order));
        }
        if (data.columns() == null || data.rows() == null) {
            throw new InvalidPlanException(
                    "The data has no rows: write \"data\": \"products.csv\", or columns and rows.");
        }
        return Optional.of(new DataRows(data.columns(), data.rows(), order));
    }

    private static DataRows.Order order(String text) {
        return switch (text) {
            case "uniform" -> DataRows.Order.UNIFORM;
            case "in order" -> DataRows.Order.IN_ORDER;
            default ->
                    throw new InvalidPlanException(
                            "There is no order \"" + text + "\" of data: use uniform or in order.");
        };
    }

    private Stream<Entry> entries() {
        if (mix == null || mix.isEmpty()) {
            throw new InvalidPlanException(
                    "The plan has no mix: write \"mix\": [{\"path\": \"/shop\"}].");
        }
        return mix.stream();
    }

    private static Journey.Step step(Step step) {
        WeightedRequest request =
                request(1, step.method(), step.path(), step.body(), step.headers(), step.checks());
        Map<String, String> extract = step.extract() == null ? Map.of() : step.extract();
        return new Journey.Step(
                step.name() == null ? request.method() + " " + request.path() : step.name(),
                request,
                step.think() == null ? Duration.ZERO : LoadText.time(step.think()),
                extract.entrySet().stream()
                        .map(taken -> new Extraction(taken.getKey(), taken.getValue()))
                        .toList());
    }

    private static WeightedRequest request(
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

    private static Entry of(WeightedRequest request) {
        return new Entry(
                request.weight(),
                request.method(),
                request.path(),
                request.jsonBody().orElse(null),
                headers(request),
                checks(request),
                null,
                null);
    }

    private static Entry of(Journey journey) {
        return new Entry(
                journey.weight(),
                null,
                null,
                null,
                null,
                null,
                journey.name(),
                journey.steps().stream().map(PlanFile::of).toList());
    }

    private static Step of(Journey.Step step) {
        WeightedRequest request = step.request();
        Map<String, String> extract = new LinkedHashMap<>();
        step.extractions().forEach(taken -> extract.put(taken.variable(), taken.from()));
        return new Step(
                step.name(),
                request.method(),
                request.path(),
                request.jsonBody().orElse(null),
                headers(request),
                checks(request),
                extract.isEmpty() ? null : extract,
                step.think().isZero() ? null : LoadText.of(step.think()));
    }

    private static Data of(DataRows rows) {
        return new Data(
                null,
                rows.columns(),
                rows.rows(),
                rows.order() == DataRows.Order.IN_ORDER ? "in order" : null);
    }

    private static @Nullable List<String> headers(WeightedRequest request) {
        return request.headers().isEmpty()
                ? null
                : request.headers().stream().map(HeaderLine::text).toList();
    }

    private static @Nullable List<String> checks(WeightedRequest request) {
        return request.checks().isEmpty()
                ? null
                : request.checks().stream().map(Check::text).toList();
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
