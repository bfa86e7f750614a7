package io.lblab.cli;

import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.Load;
import io.lblab.traffic.LoadText;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How `lab fire` is told to spread requests over time.
final class LoadOptions {

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
            description =
                    "With --rate: even (equal distances) or poisson (by chance, as people come). Default: even.")
    private @Nullable String arrivals;

    @Option(
            names = "--think",
            paramLabel = "TIME",
            description =
                    "Without --rate: how long each client waits between an answer and its next request: 50ms, 2s; a bare"
                            + " number is milliseconds.")
    private @Nullable String think;

    /// How requests are spread over time.
    ///
    /// @param start what the options change
    Load over(Load start) {
        if (rate != null) {
            if (requests != null || think != null) {
                throw new InvalidPlanException(
                        "--requests and --think belong to the closed model: an open one (--rate) ends"
                                + " after --duration.");
            }
            return LoadText.open(
                    rate,
                    Optional.ofNullable(duration),
                    LoadText.arrivals(arrivals == null ? "even" : arrivals),
                    concurrency == null ? LoadText.IN_FLIGHT : concurrency);
        }
        return switch (start) {
            case Load.Closed closed -> closed(closed);
            case Load.Open open -> {
                if (requests != null || think != null || duration != null) {
                    throw new InvalidPlanException(
                            "The plan is an open model: change it with --rate, as in --rate "
                                    + LoadText.of(open)
                                    + ".");
                }
                yield new Load.Open(
                        open.stages(),
                        arrivals == null ? open.arrivals() : LoadText.arrivals(arrivals),
                        concurrency == null ? open.inFlightAtMost() : concurrency);
            }
        };
    }

    /// Whether any of it was said.
    boolean isGiven() {
        return requests != null
                || concurrency != null
                || rate != null
                || duration != null
                || arrivals != null
                || think != null;
    }

    private Load closed(Load.Closed start) {
        if (arrivals != null) {
            throw new InvalidPlanException(
                    "--arrivals belongs to the open model: say how many come a second with --rate.");
        }
        OptionalLong asked =
                requests == null
                        ? duration == null ? start.until().requests() : OptionalLong.empty()
                        : OptionalLong.of(requests);
        Optional<Duration> time =
                duration == null
                        ? requests == null ? start.until().time() : Optional.empty()
                        : Optional.of(LoadText.time(duration));
        int together = concurrency == null ? start.clients() : concurrency;
        Load.Closed whole =
                new Load.Closed(
                        together,
                        think == null ? start.think() : pause(think),
                        new Load.Until(asked, time));
        return new Load.Closed(
                (int) Math.min(together, asked.orElse(Long.MAX_VALUE)),
                whole.think(),
                whole.until());
    }

    private static Duration pause(String text) {
        return LoadText.time(text.matches("\\d+") ? text + "ms" : text);
    }
}
