package io.lblab.traffic.file;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.lblab.traffic.DataRows;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.Journey;
import io.lblab.traffic.Load;
import io.lblab.traffic.LoadText;
import io.lblab.traffic.Skew;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.WeightedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
/// @param networks over how many /24s the addresses are spread; null for one each
/// @param keepAlive false for a connection of its own for each request
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
    "networks",
    "keepAlive",
    "skew",
    "seed",
    "thresholds"
})
public record PlanFile(
        @Nullable String name,
        @Nullable List<PlanEntry> mix,
        @Nullable Data data,
        @Nullable Boolean cookies,
        @Nullable Closed closed,
        @Nullable Open open,
        @Nullable Integer clients,
        @Nullable Integer networks,
        @Nullable Boolean keepAlive,
        @Nullable String skew,
        @Nullable Long seed,
        @Nullable List<String> thresholds) {

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

    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final int LONGEST_NAME = 100;

    /// Reads one, and holds it against everything a plan must be but its data.
    ///
    /// @throws InvalidPlanException saying what is wrong where, in one sentence
    public static PlanFile read(String json) {
        PlanFile file = PlanJson.read(json);
        file.requests();
        file.journeys();
        file.load();
        if (file.networks() != null && file.clients() == null) {
            throw new InvalidPlanException(
                    "The plan spreads clients over networks and doesn't say how many: write \"clients\": 64.");
        }
        if (file.networks() != null
                && file.clients() != null
                && (file.networks() < 1 || file.networks() > file.clients())) {
            throw new InvalidPlanException(
                    "The number of networks, "
                            + file.networks()
                            + ", is not between 1 and the number of clients, "
                            + file.clients()
                            + ".");
        }
        if (file.name() != null
                && (file.name().length() > LONGEST_NAME
                        || file.name().chars().anyMatch(Character::isISOControl))) {
            throw new InvalidPlanException(
                    "The plan's name is shown in lists: give it at most "
                            + LONGEST_NAME
                            + " characters, on one line and without control characters.");
        }
        if (file.skew() != null) {
            Skew.parse(file.skew());
        }
        return file;
    }

    /// Reads a file.
    ///
    /// @throws InvalidPlanException also when there is none
    public static PlanFile read(Path file) {
        try {
            String text = Files.readString(file);
            return read(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (IOException e) {
            throw FileWords.unread("plan", file, e);
        }
    }

    /// Writes it to a file.
    ///
    /// @throws InvalidPlanException when that can't be
    public void write(Path file) {
        try {
            Files.writeString(file, toJson());
        } catch (IOException e) {
            throw FileWords.unwritten("plan", file, e);
        }
    }

    /// The file of a plan.
    public static PlanFile of(TrafficPlan plan, List<String> thresholds) {
        int addresses = plan.clients().addresses().size();
        return new PlanFile(
                plan.name(),
                Stream.concat(
                                plan.mix().stream().map(PlanEntry::of),
                                plan.journeys().stream().map(PlanEntry::of))
                        .toList(),
                plan.data().map(PlanFile::of).orElse(null),
                plan.cookies() ? true : null,
                plan.load() instanceof Load.Closed closed ? of(closed) : null,
                plan.load() instanceof Load.Open open ? of(open) : null,
                addresses == 1 ? null : addresses,
                plan.clients().networks() == addresses ? null : plan.clients().networks(),
                plan.clients().freshConnections() ? false : null,
                plan.clients().skew() instanceof Skew.Uniform ? null : plan.clients().skew().text(),
                plan.seed(),
                thresholds);
    }

    /// As it is written to a file.
    public String toJson() {
        return PlanJson.write(this);
    }

    /// What is sent besides the journeys.
    public List<WeightedRequest> requests() {
        return entries().filter(entry -> entry.journey() == null).map(PlanEntry::request).toList();
    }

    /// What visitors do.
    public List<Journey> journeys() {
        return entries()
                .filter(entry -> entry.journey() != null)
                .map(entry -> entry.journey(String.valueOf(entry.journey())))
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

    private Stream<PlanEntry> entries() {
        if (mix == null || mix.isEmpty()) {
            throw new InvalidPlanException(
                    "The plan has no mix: write \"mix\": [{\"path\": \"/shop\"}].");
        }
        return mix.stream();
    }

    private static Data of(DataRows rows) {
        return new Data(
                null,
                rows.columns(),
                rows.rows(),
                rows.order() == DataRows.Order.IN_ORDER ? "in order" : null);
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

    /// Whether each request has a connection of its own.
    public boolean freshConnections() {
        return Boolean.FALSE.equals(keepAlive);
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
}
