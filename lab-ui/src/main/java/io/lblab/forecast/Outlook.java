package io.lblab.forecast;

import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import io.lblab.upstream.WrittenUpstream;
import io.lblab.upstream.WrittenUpstream.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a configuration will do right after it is loaded, to requests one after the other: each
/// from another client network (10.0.n.1) and, for a hash of a key, with another key.
///
/// @param next the servers of the first picks, by the place of their lines from 0; -1 for none
///   left. Empty when nginx draws lots
/// @param shares of the first [#REQUESTS] requests, 0–1 by server; where nginx draws lots, what is
///   to be expected
public record Outlook(List<Integer> next, List<Double> shares) {

    /// How many picks are listed.
    public static final int NEXT = 24;

    /// How many requests the shares are of: a whole number of turns for weights of 10 in all and
    /// less.
    public static final int REQUESTS = 5_040;

    /// As many workers as the first picks of one can be told of.
    private static final int MOST_STATES = REQUESTS / NEXT;

    private static final int NETWORKS = 256 * 256;

    public Outlook {
        next = List.copyOf(next);
        shares = List.copyOf(shares);
    }

    /// The outlook; empty for a strategy that has no forecast.
    public static Optional<Outlook> of(Upstream upstream) {
        return of(upstream, 1);
    }

    /// The outlook with several workers. When each has a state of its own, the picks are those of
    /// one of them, and the shares of requests dealt out to them in turn.
    public static Optional<Outlook> of(Upstream upstream, int workers) {
        if (upstream.strategy().isSticky() || upstream.strategy() instanceof Strategy.LeastTime) {
            return Optional.empty();
        }
        WrittenUpstream written = WrittenUpstream.of(upstream);
        boolean byLot = written.method().isRandom();
        int states = isPerWorker(upstream, workers) ? Math.min(workers, MOST_STATES) : 1;
        List<PlannedRequest> requests = byLot ? List.of() : requests(written.method(), states);
        Forecast forecast = Forecast.of(written, new Scenario(states, requests, List.of()));
        return Optional.of(
                new Outlook(
                        forecast.picks().map(picks -> last(picks, states)).orElse(List.of()),
                        forecast.shares()));
    }

    /// Whether each worker takes turns of its own, so that the order over all of them is anybody's
    /// guess.
    public static boolean isPerWorker(Upstream upstream, int workers) {
        return workers > 1
                && !upstream.zone()
                && (upstream.strategy() instanceof Strategy.RoundRobin
                        || upstream.strategy() instanceof Strategy.LeastConn);
    }

    private static List<PlannedRequest> requests(Method method, int workers) {
        List<PlannedRequest> requests = new ArrayList<>(REQUESTS);
        for (int i = 0; i < REQUESTS; i++) {
            // Spread over all networks: neighbours take turns, a walk over them is no sample.
            int network = (int) (i * 40_503L % NETWORKS);
            PlannedRequest request =
                    PlannedRequest.at(0)
                            .from("10." + network / 256 + "." + network % 256 + ".1")
                            .on(i % workers);
            requests.add(method.hasKey() ? request.withKey("/product/" + i) : request);
        }
        return requests;
    }

    private static List<Integer> last(List<int[]> picks, int workers) {
        return IntStream.range(0, NEXT)
                .mapToObj(i -> picks.get(i * workers))
                .map(tried -> tried[tried.length - 1])
                .toList();
    }
}
