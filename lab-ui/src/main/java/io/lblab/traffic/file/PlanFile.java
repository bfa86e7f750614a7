package io.lblab.traffic.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.lblab.traffic.DataRows;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.Journey;
import io.lblab.traffic.Load;
import io.lblab.traffic.Skew;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.WeightedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
        @Nullable PlanData data,
        @Nullable Boolean cookies,
        @Nullable PlanClosed closed,
        @Nullable PlanOpen open,
        @Nullable Integer clients,
        @Nullable Integer networks,
        @Nullable Boolean keepAlive,
        @Nullable String skew,
        @Nullable Long seed,
        @Nullable List<String> thresholds) {

    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final int LONGEST_NAME = 100;

    /// Reads one, and holds it against everything a plan must be but its data.
    ///
    /// @throws InvalidPlanException saying what is wrong where, in one sentence
    public static PlanFile read(String json) {
        PlanFile file = PlanJson.read(json.startsWith(BYTE_ORDER_MARK) ? json.substring(1) : json);
        file.check();
        return file;
    }

    /// Reads a file.
    ///
    /// @throws InvalidPlanException also when there is none
    public static PlanFile read(Path file) {
        try {
            return read(Files.readString(file));
        } catch (IOException e) {
            throw FileWords.unread("plan", file, e);
        }
    }

    private void check() {
        requests();
        journeys();
        load();
        if (networks != null && clients == null) {
            throw new InvalidPlanException(
                    "The plan spreads clients over networks and doesn't say how many: write \"clients\": 64.");
        }
        if (networks != null && clients != null && (networks < 1 || networks > clients)) {
            throw new InvalidPlanException(
                    "The number of networks, "
                            + networks
                            + ", is not between 1 and the number of clients, "
                            + clients
                            + ".");
        }
        if (name != null
                && (name.length() > LONGEST_NAME
                        || name.chars().anyMatch(Character::isISOControl))) {
            throw new InvalidPlanException(
                    "The plan's name is shown in lists: give it at most "
                            + LONGEST_NAME
                            + " characters, on one line and without control characters.");
        }
        if (skew != null) {
            Skew.parse(skew);
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
                plan.data().map(PlanData::of).orElse(null),
                plan.cookies() ? true : null,
                plan.load() instanceof Load.Closed closed ? PlanClosed.of(closed) : null,
                plan.load() instanceof Load.Open open ? PlanOpen.of(open) : null,
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
        return Optional.ofNullable(data).map(given -> given.rows(folder));
    }

    private Stream<PlanEntry> entries() {
        if (mix == null || mix.isEmpty()) {
            throw new InvalidPlanException(
                    "The plan has no mix: write \"mix\": [{\"path\": \"/shop\"}].");
        }
        return mix.stream();
    }

    /// How it is spread over time.
    public Load load() {
        if (open != null && closed != null) {
            throw new InvalidPlanException(
                    "The plan has both an open and a closed model: leave one out.");
        }
        if (open != null) {
            return open.load();
        }
        return (closed == null ? PlanClosed.USUAL : closed).load();
    }

    /// Whether each request has a connection of its own.
    public boolean freshConnections() {
        return Boolean.FALSE.equals(keepAlive);
    }

    /// Never null.
    public List<String> bounds() {
        return thresholds == null ? List.of() : thresholds;
    }
}
