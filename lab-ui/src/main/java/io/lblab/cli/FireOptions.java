package io.lblab.cli;

import io.lblab.traffic.Check;
import io.lblab.traffic.ClientPool;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.DataRows;
import io.lblab.traffic.HeaderLine;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.Journey;
import io.lblab.traffic.Load;
import io.lblab.traffic.Skew;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficPreset;
import io.lblab.traffic.WeightedRequest;
import io.lblab.traffic.file.CsvData;
import io.lblab.traffic.file.PlanFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What `lab fire` can be told about the traffic.
final class FireOptions {

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description =
                    "Where to begin: load-test, generate-traffic (the shop mix), buy (visitors with a cart) and others:"
                            + " --list shows them. Without it load-test.")
    private @Nullable String preset;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description =
                    "A plan as JSON in place of a preset; other options change it. --save-plan writes one.")
    private @Nullable Path planFile;

    @Option(
            names = "--save-plan",
            paramLabel = "FILE",
            description = "Write what is fired as a plan, to be kept and shared.")
    private @Nullable Path saveTo;

    @Mixin private LoadOptions load = new LoadOptions();

    @Option(
            names = "--path",
            paramLabel = "PATH",
            description = "What to GET (or --method), in place of the preset's mix.")
    private @Nullable String path;

    @Option(names = "--method", paramLabel = "M", description = "With --path; GET without it.")
    private @Nullable String method;

    @Option(names = "--body", paramLabel = "JSON", description = "With --path: the JSON to send.")
    private @Nullable String body;

    @Option(
            names = "--header",
            paramLabel = "HEADER",
            description =
                    "With --path: a header to send, as in --header 'Accept-Language: de'. May stand several times.")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = "--check",
            paramLabel = "CHECK",
            description =
                    "With --path: what the answer must be, else the request counts as an error: 'status 2xx', 'header"
                            + " X-Cache-Status = HIT', 'json /stock >= 0'. May stand several times.")
    private List<String> checks = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description =
                    "A CSV file with a line of column names; {column} in a path, header or body stands for a value of a row"
                            + " drawn by the seed.")
    private @Nullable Path data;

    @Option(
            names = "--cookies",
            description =
                    "Each client address keeps the cookies it is given. Visitors of a journey always do.")
    private boolean cookies;

    @Option(
            names = "--clients",
            paramLabel = "N",
            description =
                    "From how many client addresses, each in its own /24; this machine's own without it.")
    private @Nullable Integer clients;

    @Option(
            names = "--networks",
            paramLabel = "N",
            description =
                    "With --clients: over how many /24s they are spread, which is all that ip_hash sees of them.")
    private @Nullable Integer networks;

    @Option(names = "--no-keep-alive", description = "A connection of its own for each request.")
    private boolean noKeepAlive;

    @Option(
            names = "--skew",
            paramLabel = "HOW",
            description =
                    "With --clients: how much each sends: uniform, zipf:1 (a few send most) or heavy:50%% (one sends half).")
    private @Nullable String skew;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "The same seed sends the same requests from the same clients. Without it 1.")
    private @Nullable Long seed;

    private @Nullable PlanFile read;

    /// For a command that sets the rate itself.
    ///
    /// @throws InvalidPlanException when how requests are spread over time was said, or a plan is
    ///   to be saved
    void refuseLoad(String command) {
        if (load.isGiven() || saveTo != null) {
            throw new InvalidPlanException(
                    command
                            + " sets the rate itself, by --from, --to and --each: leave -n, -c, -t, --rate, --arrivals,"
                            + " --think and --save-plan out.");
        }
    }

    /// The plan for a stack whose nginx answers at `base`.
    ///
    /// @param pools makes the client addresses of that stack
    /// @throws InvalidPlanException when what was asked for makes no plan
    TrafficPlan plan(URI base, Pools pools) {
        if (path == null
                && (method != null || body != null || !headers.isEmpty() || !checks.isEmpty())) {
            throw new InvalidPlanException(
                    "--method, --body, --header and --check go with --path: name the path they are for.");
        }
        if (planFile != null && preset != null) {
            throw new InvalidPlanException(
                    "A plan is the place to begin, and so is a preset: leave one out.");
        }
        Beginning start = beginning();
        List<WeightedRequest> mix =
                path == null
                        ? start.mix()
                        : List.of(
                                new WeightedRequest(
                                        method == null ? "GET" : method,
                                        path,
                                        Optional.ofNullable(body),
                                        1,
                                        headers.stream().map(HeaderLine::parse).toList(),
                                        checks.stream().map(Check::parse).toList()));
        long drawn = seed == null ? start.seed() : seed;
        int addresses = clients == null ? start.clients() : clients;
        if (clients != null && clients < 1) {
            throw new InvalidPlanException(
                    "The number of clients, "
                            + clients
                            + ", is not between 1 and "
                            + ClientPool.MAX_ADDRESSES
                            + ".");
        }
        if (skew != null && addresses == 0) {
            throw new InvalidPlanException(
                    "--skew says how much each client sends: say how many there are with --clients.");
        }
        if (networks != null && addresses == 0) {
            throw new InvalidPlanException(
                    "--networks spreads clients: say how many there are with --clients.");
        }
        return new TrafficPlan(
                path == null ? start.name() : mix.getFirst().method() + " " + path,
                base,
                mix,
                path == null ? start.journeys() : List.of(),
                data == null ? start.data() : Optional.of(CsvData.read(data)),
                cookies || start.cookies(),
                load.over(start.load()),
                (addresses == 0
                                ? ClientPools.thisMachine()
                                : pools.of(addresses, networks(start, addresses), drawn))
                        .skewed(skew == null ? start.skew() : Skew.parse(skew))
                        .withFreshConnections(noKeepAlive || start.freshConnections()),
                drawn);
    }

    /// Without a word each address has a network of its own.
    private int networks(Beginning start, int addresses) {
        if (networks != null) {
            return networks;
        }
        return start.networks() == 0 ? addresses : Math.min(start.networks(), addresses);
    }

    /// Makes the client addresses of a stack.
    @FunctionalInterface
    interface Pools {
        /// So many addresses.
        ///
        /// @param networks over how many /24s they are spread
        ClientPool of(int addresses, int networks, long seed);
    }

    /// The thresholds of the plan's file; none without one.
    List<String> thresholds() {
        return read == null ? List.of() : read.bounds();
    }

    /// Writes the plan where that was asked for.
    void save(TrafficPlan plan, List<String> thresholds) {
        if (saveTo == null) {
            return;
        }
        PlanFile.of(plan, thresholds).write(saveTo);
    }

    /// What the options change.
    ///
    /// @param clients how many addresses; 0 for this machine's own
    /// @param networks over how many /24s they are spread; 0 for one each
    private record Beginning(
            String name,
            List<WeightedRequest> mix,
            List<Journey> journeys,
            Optional<DataRows> data,
            boolean cookies,
            Load load,
            int clients,
            int networks,
            boolean freshConnections,
            Skew skew,
            long seed) {}

    private Beginning beginning() {
        if (planFile == null) {
            TrafficPreset start = TrafficPreset.ofId(preset == null ? "load-test" : preset);
            Load ownLoad =
                    new Load.Closed(
                            start.concurrency(),
                            Duration.ZERO,
                            Load.Until.requests(start.requests()));
            return new Beginning(
                    start.id(),
                    start.mix(),
                    start.journeys(),
                    start.data(),
                    false,
                    ownLoad,
                    0,
                    0,
                    false,
                    new Skew.Uniform(),
                    1);
        }
        PlanFile file = PlanFile.read(planFile);
        read = file;
        return new Beginning(
                file.name() == null ? String.valueOf(planFile.getFileName()) : file.name(),
                file.requests(),
                file.journeys(),
                file.rows(planFile.resolveSibling("")),
                Boolean.TRUE.equals(file.cookies()),
                file.load(),
                file.clients() == null ? 0 : file.clients(),
                file.networks() == null ? 0 : file.networks(),
                file.freshConnections(),
                file.skew() == null ? new Skew.Uniform() : Skew.parse(file.skew()),
                file.seed() == null ? 1 : file.seed());
    }
}
