package io.lblab.forecast;

import io.lblab.upstream.WrittenServer;
import io.lblab.upstream.WrittenUpstream;
import java.util.List;
import java.util.stream.Collectors;

/// A sequence of requests to an nginx that has just started.
///
/// @param workers its worker processes
/// @param requests in any order; those of the same moment begin in the order of the list
/// @param seeds what each worker gave `srandom`; empty = not known
public record Scenario(int workers, List<PlannedRequest> requests, List<Integer> seeds) {

    private static final int MOST_WORKERS = 1024;

    public Scenario {
        requests = List.copyOf(requests);
        seeds = List.copyOf(seeds);
        if (workers < 1 || workers > MOST_WORKERS) {
            throw new InvalidScenarioException(
                    "workers " + workers + " is not between 1 and " + MOST_WORKERS + ".");
        }
        if (!seeds.isEmpty() && seeds.size() != workers) {
            throw new InvalidScenarioException(
                    "Each worker has a seed of its own: give "
                            + workers
                            + " seeds as a list, or none.");
        }
        for (int i = 0; i < requests.size(); i++) {
            PlannedRequest request = requests.get(i);
            if (request.worker() < 0 || request.worker() >= workers) {
                throw new InvalidScenarioException(
                        "Request "
                                + (i + 1)
                                + " is on worker "
                                + request.worker()
                                + ", but the workers are 0 to "
                                + (workers - 1)
                                + ".");
            }
            if (request.atNanos() < 0 || request.durationNanos() < 0) {
                throw new InvalidScenarioException(
                        "Request " + (i + 1) + " has a time before 0: use 0 or more seconds.");
            }
        }
    }

    /// Requests to an nginx of one worker.
    public static Scenario of(List<PlannedRequest> requests) {
        return new Scenario(1, requests, List.of());
    }

    /// Whether requests to the same worker, or in a zone to any, are under way at the same time.
    boolean overlaps() {
        long busyUntil = Long.MIN_VALUE;
        for (PlannedRequest request :
                requests.stream()
                        .sorted((a, b) -> Long.compare(a.atNanos(), b.atNanos()))
                        .toList()) {
            if (request.atNanos() < busyUntil) {
                return true;
            }
            busyUntil = Math.max(busyUntil, request.atNanos() + request.durationNanos());
        }
        return false;
    }

    /// For each request which servers refuse it, by line.
    boolean[][] refusals(WrittenUpstream upstream) {
        boolean[][] refusals = new boolean[requests.size()][];
        for (int i = 0; i < refusals.length; i++) {
            refusals[i] = refusals(upstream, requests.get(i), i);
        }
        return refusals;
    }

    private static boolean[] refusals(WrittenUpstream upstream, PlannedRequest request, int place) {
        List<WrittenServer> servers = upstream.servers();
        boolean[] refusing = new boolean[servers.size()];
        for (String name : request.down()) {
            boolean known = false;
            for (int i = 0; i < refusing.length; i++) {
                if (name.equals(servers.get(i).text()) || name.equals(servers.get(i).address())) {
                    refusing[i] = true;
                    known = true;
                }
            }
            if (!known) {
                throw new InvalidScenarioException(
                        "Request "
                                + (place + 1)
                                + " has \""
                                + name
                                + "\" down, which is no server of the upstream: they are "
                                + servers.stream()
                                        .map(WrittenServer::text)
                                        .collect(Collectors.joining(", "))
                                + ".");
            }
        }
        return refusing;
    }
}
