package io.lblab.cli;

import io.lblab.traffic.ClientPool;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.Load;
import io.lblab.traffic.LoadText;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficPreset;
import io.lblab.traffic.WeightedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What `lab fire` can be told about the traffic.
final class FireOptions {

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            defaultValue = "load-test",
            description =
                    "Where to begin: load-test (10,000 GET /products, 64 at a time), generate-traffic (the shop mix) or"
                            + " health-checks (ten, one after another). Default: ${DEFAULT-VALUE}.")
    private String preset = "load-test";

    @Option(
            names = {"-n", "--requests"},
            paramLabel = "N",
            description = "How many requests in all.")
    private @Nullable Integer requests;

    @Option(
            names = {"-c", "--concurrency"},
            paramLabel = "N",
            description = "How many at a time.")
    private @Nullable Integer concurrency;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "An open model: so many requests a second, whatever the answers do; latency counts from when each was"
                            + " due. Several stages as a curve: --rate 0-500:10s,500:30s,500-0:5s.")
    private @Nullable String rate;

    @Option(
            names = {"-t", "--duration"},
            paramLabel = "TIME",
            description = "How long: 30s, 2m. With --rate 10s without it.")
    private @Nullable String duration;

    @Option(
            names = "--arrivals",
            paramLabel = "HOW",
            defaultValue = "even",
            description =
                    "With --rate: even (equal distances) or poisson (by chance, as people come). Default:"
                            + " ${DEFAULT-VALUE}.")
    private String arrivals = "even";

    @Option(
            names = "--think",
            paramLabel = "MS",
            description =
                    "Without --rate: milliseconds that each client waits between an answer and its next request.")
    private @Nullable Integer think;

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
            names = "--clients",
            paramLabel = "N",
            description =
                    "From how many client addresses, each in its own /24; this machine's own without it.")
    private @Nullable Integer clients;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed sends the same requests from the same clients.")
    private long seed = 1;

    /// The plan for a stack whose nginx answers at `base`.
    ///
    /// @param pools makes the client addresses of that stack, from how many and the seed
    /// @throws InvalidPlanException when what was asked for makes no plan
    TrafficPlan plan(URI base, BiFunction<Integer, Long, ClientPool> pools) {
        TrafficPreset start = TrafficPreset.ofId(preset);
        if (path == null && (method != null || body != null)) {
            throw new InvalidPlanException(
                    "--method and --body go with --path: name the path they are for.");
        }
        List<WeightedRequest> mix =
                path == null
                        ? start.mix()
                        : List.of(
                                new WeightedRequest(
                                        method == null ? "GET" : method,
                                        path,
                                        Optional.ofNullable(body),
                                        1));
        return new TrafficPlan(
                path == null ? start.id() : mix.getFirst().method() + " " + path,
                base,
                mix,
                load(start),
                clients == null ? ClientPools.thisMachine() : pools.apply(clients, seed),
                seed);
    }

    private Load load(TrafficPreset start) {
        if (rate != null) {
            if (requests != null || think != null) {
                throw new InvalidPlanException(
                        "--requests and --think belong to the closed model: an open one (--rate) ends"
                                + " after --duration.");
            }
            return LoadText.open(
                    rate,
                    Optional.ofNullable(duration),
                    LoadText.arrivals(arrivals),
                    concurrency == null ? LoadText.IN_FLIGHT : concurrency);
        }
        boolean byTime = duration != null && requests == null;
        int asked = requests == null ? start.requests() : requests;
        int together = concurrency == null ? start.concurrency() : concurrency;
        return new Load.Closed(
                byTime ? together : Math.min(together, asked),
                Duration.ofMillis(think == null ? 0 : think),
                new Load.Until(
                        byTime ? OptionalLong.empty() : OptionalLong.of(asked),
                        Optional.ofNullable(duration).map(LoadText::time)));
    }
}
