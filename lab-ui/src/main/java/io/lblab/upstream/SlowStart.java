package io.lblab.upstream;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One server of an upstream takes its share little by little, as `slow_start` of NGINX Plus has
/// it. Open-source nginx lacks that parameter, so the weights rise in steps, each a configuration
/// of its own: in step `i` of `n` the server has `i/n` of its weight, the others have all of
/// theirs.
///
/// @param target the upstream it ends with
/// @param server whose weight rises
/// @param over from the first step, with the least weight, to the last, with all of it
/// @param steps 2–100, the first and the last included
public record SlowStart(Upstream target, String server, Duration over, int steps) {

    /// An apply takes up to half a second: steps are not nearer than that twice.
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int USUAL_STEPS = 10;

    public SlowStart {
        Server starting = named(target, server);
        refuse(
                target.strategy() instanceof Strategy.IpHash
                        || target.strategy() instanceof Strategy.Hash,
                "Under "
                        + target.strategy().id()
                        + " each step of a slow start would move clients to other servers: choose"
                        + " round-robin, least_conn or random first.");
        refuse(
                starting.mode() != Server.Mode.UP,
                "Server "
                        + server
                        + " takes no turns, so it has no share to rise: bring it up first.");
        refuse(
                target.servers().stream().filter(s -> s.mode() == Server.Mode.UP).count() < 2,
                "Server "
                        + server
                        + " is the only one that takes turns: a slow start needs another that answers"
                        + " meanwhile.");
        refuse(
                over.compareTo(LEAST_PAUSE) < 0 || over.compareTo(LONGEST) > 0,
                "A slow start takes between 1 second and 1 hour, not " + words(over) + ".");
        refuse(
                steps < 2 || steps > 100,
                "A slow start has between 2 and 100 steps, not " + steps + ".");
        refuse(
                over.dividedBy(steps - 1L).compareTo(LEAST_PAUSE) < 0,
                steps
                        + " steps in "
                        + words(over)
                        + " are less than a second apart, and an apply takes up to half of that: take"
                        + " longer, or fewer steps.");
        for (int step = 1; step < steps; step++) {
            weights(target, server, step, steps);
        }
    }

    /// With ten steps, or as many as are a second apart.
    public static SlowStart of(Upstream target, String server, Duration over) {
        int steps = Math.clamp(over.dividedBy(LEAST_PAUSE) + 1, 2, USUAL_STEPS);
        return new SlowStart(target, server, over, steps);
    }

    /// The upstream of a step; the last one is the target.
    ///
    /// @param step 1 to [#steps()]
    public Upstream at(int step) {
        if (step >= steps) {
            return target;
        }
        List<Integer> weights = weights(target, server, step, steps);
        List<Server> servers = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            servers.add(target.servers().get(i).withWeight(weights.get(i)));
        }
        return target.withServers(servers);
    }

    /// When a step is due, from the first on.
    ///
    /// @param step 1 to [#steps()]
    public Duration due(int step) {
        return over.multipliedBy(step - 1L).dividedBy(steps - 1L);
    }

    /// In the smallest whole numbers.
    private static List<Integer> weights(Upstream target, String server, int step, int steps) {
        List<BigInteger> exact =
                target.servers().stream()
                        .map(s ->
                                BigInteger.valueOf(s.weight())
                                        .multiply(
                                                BigInteger.valueOf(
                                                        s.name().equals(server) ? step : steps)))
                        .toList();
        BigInteger divisor = exact.stream().reduce(BigInteger.ZERO, BigInteger::gcd);
        List<Integer> weights = exact.stream().map(w -> w.divide(divisor).intValueExact()).toList();
        refuse(
                weights.stream().anyMatch(w -> w > Server.MAX_WEIGHT),
                "A slow start in "
                        + steps
                        + " steps needs weights over "
                        + Server.MAX_WEIGHT
                        + ": take fewer steps or smaller weights.");
        return weights;
    }

    private static Server named(Upstream upstream, String name) {
        return upstream.servers().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidUpstreamException(
                                "There is no server \""
                                        + name
                                        + "\": the servers are "
                                        + String.join(
                                                ", ",
                                                upstream.servers().stream()
                                                        .map(Server::name)
                                                        .toList())
                                        + "."));
    }

    private static String words(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? duration.toSeconds() + " s"
                : duration.toMillis() + " ms";
    }

    private static void refuse(boolean wrong, String sentence) {
        if (wrong) {
            throw new InvalidUpstreamException(sentence);
        }
    }
}
