package io.lblab.distribution.threshold;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.InstanceCount;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.upstream.Server;
import io.lblab.upstream.Upstream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// A bound that a run is held to: `p99 < 50ms`, `errors < 0.1%`, `rate > 900`, `app1 75% ± 1`.
public sealed interface Threshold {

    /// How it went.
    ///
    /// @param threshold as it was typed
    /// @param held whether the run kept it
    /// @param found what the run had: `p99 61.2 ms`
    record Outcome(String threshold, boolean held, String found) {}

    /// As it was typed.
    String text();

    /// Holds a run against it. A run without a request keeps none.
    Outcome check(DistributionSnapshot run);

    /// A latency, in milliseconds, from the moment a request was due.
    record Latency(String text, LatencyFigure figure, boolean below, double millis)
            implements Threshold {
        @Override
        public Outcome check(DistributionSnapshot run) {
            double found = figure.of(run.latency());
            return new Outcome(
                    text,
                    below ? found < millis : found > millis,
                    run.total() == 0
                            ? "no request was answered"
                            : String.format(Locale.ROOT, "%s %.1f ms", figure.id(), found));
        }
    }

    /// Failed requests, as a share of all or as a number.
    record Errors(String text, boolean below, double bound, boolean share) implements Threshold {
        @Override
        public Outcome check(DistributionSnapshot run) {
            double found = share ? (double) run.errors() / run.total() : run.errors();
            boolean held = run.total() > 0 && (below ? found < bound : found > bound);
            return new Outcome(
                    text,
                    held,
                    String.format(
                            Locale.ROOT,
                            "%,d of %,d failed (%.3f %%)",
                            run.errors(),
                            run.total(),
                            run.total() == 0 ? 0 : 100.0 * run.errors() / run.total()));
        }
    }

    /// Requests a second over the whole run.
    record Rate(String text, boolean below, double perSecond) implements Threshold {
        @Override
        public Outcome check(DistributionSnapshot run) {
            boolean held =
                    run.total() > 0 && (below ? run.rate() < perSecond : run.rate() > perSecond);
            return new Outcome(
                    text, held, String.format(Locale.ROOT, "%,.1f requests/s", run.rate()));
        }
    }

    /// The share of one server, within so much of what it should be; both 0–1.
    record Share(String text, String server, double share, double within) implements Threshold {
        @Override
        public Outcome check(DistributionSnapshot run) {
            Optional<InstanceCount> found =
                    run.instances().stream().filter(i -> i.server().equals(server)).findFirst();
            if (found.isEmpty()) {
                return new Outcome(
                        text,
                        false,
                        "there is no "
                                + server
                                + " among "
                                + run.instances().stream()
                                        .map(InstanceCount::server)
                                        .collect(Collectors.joining(", ")));
            }
            double seen = found.get().share();
            return new Outcome(
                    text,
                    run.total() > 0 && Math.abs(seen - share) <= within + 1e-12,
                    String.format(Locale.ROOT, "%s %.2f %%", server, 100 * seen));
        }
    }

    /// Holds shares against the servers that there are, before anything is fired.
    ///
    /// @throws InvalidPlanException naming a server that is none
    static void checkServers(List<Threshold> bounds, Upstream upstream) {
        List<String> servers = upstream.servers().stream().map(Server::name).toList();
        for (Threshold bound : bounds) {
            if (bound instanceof Share share && !servers.contains(share.server())) {
                throw new InvalidPlanException(
                        "\"%s\" speaks of a server that there isn't: there are %s."
                                .formatted(share.text(), String.join(", ", servers)));
            }
        }
    }

    /// Reads one.
    ///
    /// @throws InvalidPlanException with the forms there are
    static Threshold parse(String text) {
        return ThresholdReader.read(text);
    }
}
