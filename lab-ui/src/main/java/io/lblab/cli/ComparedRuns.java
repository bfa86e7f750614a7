package io.lblab.cli;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.InstanceCount;
import io.lblab.distribution.report.RunReport;
import io.lblab.distribution.statistics.Homogeneity;
import io.lblab.traffic.TrafficPlan;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Two stored runs beside each other.
final class ComparedRuns {

    /// Below this a difference between two runs is hardly chance.
    private static final double SIGNIFICANT = 0.01;

    private final List<Integer> numbers;
    private final RunReport one;
    private final RunReport other;
    private final List<String> servers;
    private final long[] counts;
    private final long[] otherCounts;
    private final Homogeneity same;

    /// @param numbers of both, in their order
    ComparedRuns(List<Integer> numbers, RunReport one, RunReport other) {
        this.numbers = List.copyOf(numbers);
        this.one = one;
        this.other = other;
        servers =
                Stream.of(one, other)
                        .flatMap(run -> run.run().instances().stream())
                        .map(InstanceCount::server)
                        .distinct()
                        .toList();
        counts = counts(one);
        otherCounts = counts(other);
        same = Homogeneity.of(counts, otherCounts);
    }

    /// As JSON.
    ///
    /// @param servers the names of the counts, in their order
    /// @param pValue how probable counts this far apart are when the shares are the same
    record Report(
            List<Integer> runs,
            List<String> servers,
            List<Long> first,
            List<Long> second,
            double pValue) {}

    Report report() {
        return new Report(
                numbers,
                servers,
                Arrays.stream(counts).boxed().toList(),
                Arrays.stream(otherCounts).boxed().toList(),
                same.pValue());
    }

    void print(Terminal terminal) {
        line(terminal, "", "run " + numbers.get(0), "run " + numbers.get(1));
        line(terminal, "plan", one.plan().name(), other.plan().name());
        line(terminal, "strategy", strategy(one), strategy(other));
        for (String server : servers) {
            line(terminal, server, share(one, server), share(other, server));
        }
        DistributionSnapshot first = one.run();
        DistributionSnapshot second = other.run();
        figures(terminal, "requests/s", first.rate(), second.rate());
        figures(terminal, "p50 ms", first.latency().p50(), second.latency().p50());
        figures(terminal, "p99 ms", first.latency().p99(), second.latency().p99());
        figures(terminal, "p99.9 ms", first.latency().p999(), second.latency().p999());
        line(terminal, "failed", String.valueOf(first.errors()), String.valueOf(second.errors()));
        if (!sentTheSame()) {
            terminal.print(
                    "They sent different traffic: their rates and latencies say little of each other.");
        }
        terminal.print(
                String.format(
                        Locale.ROOT,
                        same.pValue() < SIGNIFICANT
                                ? "The shares differ: were they the same, counts this far apart came with"
                                        + " probability p = %.2g."
                                : "The shares may be the same: counts this far apart come by chance with"
                                        + " probability p = %.2f.",
                        same.pValue()));
    }

    private boolean sentTheSame() {
        TrafficPlan plan = one.plan();
        return plan.mix().equals(other.plan().mix())
                && plan.journeys().equals(other.plan().journeys())
                && plan.load().equals(other.plan().load());
    }

    private static void figures(Terminal terminal, String name, double first, double second) {
        line(terminal, name, Terminal.figure(first), Terminal.figure(second));
    }

    private static void line(Terminal terminal, String name, String first, String second) {
        terminal.print(String.format(Locale.ROOT, "  %-12s %22s %22s", name, first, second));
    }

    private long[] counts(RunReport run) {
        return servers.stream().mapToLong(server -> count(run, server)).toArray();
    }

    private static long count(RunReport run, String server) {
        return run.run().instances().stream()
                .filter(instance -> instance.server().equals(server))
                .mapToLong(InstanceCount::count)
                .sum();
    }

    private static String share(RunReport run, String server) {
        long count = count(run, server);
        return String.format(
                Locale.ROOT,
                "%,d (%.2f %%)",
                count,
                100.0 * count / Math.max(1, run.run().total()));
    }

    private static String strategy(RunReport run) {
        return run.upstream().strategy().id()
                + " "
                + run.upstream().servers().stream()
                        .map(server -> String.valueOf(server.weight()))
                        .collect(Collectors.joining(":"));
    }
}
