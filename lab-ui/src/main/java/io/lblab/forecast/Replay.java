package io.lblab.forecast;

import io.lblab.upstream.WrittenUpstream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/// Plays a scenario through the workers of an nginx that has just started.
final class Replay {

    /// nginx counts seconds since 1970, so that what never happened is long ago.
    private static final long START = 1_000_000_000;

    private static final long NANOS = 1_000_000_000;

    private final WrittenUpstream upstream;
    private final byte[][] keys;
    private final Scenario scenario;
    private final boolean[][] refusals;
    private final int[] order;
    private final Balancer first;

    private record Open(long untilNanos, Balancer balancer, Request request) {}

    Replay(WrittenUpstream upstream, byte[][] keys, Scenario scenario) {
        this.upstream = upstream;
        this.keys = keys;
        this.scenario = scenario;
        refusals = scenario.refusals(upstream);
        first = Balancer.of(upstream, new GlibcRandom(0));
        order =
                IntStream.range(0, keys.length)
                        .boxed()
                        .sorted(Comparator.comparingLong(i -> scenario.requests().get(i).atNanos()))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    /// One replay.
    ///
    /// @param seeds one a worker
    /// @param counts where one is added for each request that a server answers
    /// @return the tried servers of each request, in the scenario's order
    List<int[]> run(List<Integer> seeds, double[] counts) {
        List<Balancer> workers = workers(seeds);
        PriorityQueue<Open> open = new PriorityQueue<>(Comparator.comparingLong(Open::untilNanos));
        Deque<Request> spare = new ArrayDeque<>();
        int[][] picks = new int[keys.length][];
        int[] tried = new int[upstream.servers().size() + 1];
        for (int i : order) {
            PlannedRequest planned = scenario.requests().get(i);
            while (!open.isEmpty() && open.peek().untilNanos <= planned.atNanos()) {
                Open done = open.remove();
                done.balancer.finish(done.request);
                spare.push(done.request);
            }
            long now = START + planned.atNanos() / NANOS;
            Balancer balancer = workers.get(planned.worker());
            Request request = spare.isEmpty() ? balancer.newRequest() : spare.pop();
            int n = 0;
            int server = balancer.begin(request, keys[i], now);
            while (server >= 0 && refusals[i][server]) {
                tried[n++] = server;
                server = balancer.fail(request, now);
            }
            if (server != Balancer.ENDED) {
                tried[n++] = server;
            }
            picks[i] = Arrays.copyOf(tried, n);
            if (server >= 0) {
                counts[server]++;
                open.add(
                        new Open(
                                Math.addExact(planned.atNanos(), planned.durationNanos()),
                                balancer,
                                request));
            } else {
                spare.push(request);
            }
        }
        return new ArrayList<>(Arrays.asList(picks));
    }

    private List<Balancer> workers(List<Integer> seeds) {
        List<Balancer> workers = new ArrayList<>();
        for (int seed : seeds) {
            GlibcRandom random = new GlibcRandom(seed);
            workers.add(
                    workers.isEmpty() || !upstream.zone()
                            ? first.anotherWorker(random)
                            : workers.getFirst().anotherWorkerInZone(random));
        }
        return workers;
    }
}
