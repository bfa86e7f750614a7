package io.lblab.distribution.verdict;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What happened in a run beside the counts, and what is known of nginx: whatever could explain a
/// difference. A fact is named in a verdict only when it does.
///
/// @param clientNetworks the /24s (IPv6: addresses) the requests came from; empty when not known
/// @param workers nginx's worker processes
/// @param zone whether the workers share one state of the upstream
/// @param retries by server, attempts in vain that nginx repeated elsewhere
/// @param failedRequests requests that took a turn and got no server's answer
/// @param reloads configurations that went live meanwhile
public record Facts(
        List<String> clientNetworks,
        int workers,
        boolean zone,
        List<Long> retries,
        long failedRequests,
        List<MarkedFailed> failures,
        List<WeightsChanged> weightChanges,
        int reloads,
        Optional<KeySkew> skew) {

    public Facts {
        clientNetworks = List.copyOf(clientNetworks);
        retries = List.copyOf(retries);
        failures = List.copyOf(failures);
        weightChanges = List.copyOf(weightChanges);
    }

    /// nginx left a server out, because it failed `max_fails` times.
    ///
    /// @param server index
    /// @param until when it may be tried again, or when it was found well
    /// @param requestsMeanwhile requests of the run in that time, rather too many than too few
    public record MarkedFailed(int server, Instant since, Instant until, long requestsMeanwhile) {}

    /// Other weights went live.
    ///
    /// @param weights by server, from then on
    /// @param requestsAfter answers from then to the end of the run
    /// @param uncertain requests of which is not known whether they were before or after
    public record WeightsChanged(
            Instant at, List<Integer> weights, long requestsAfter, long uncertain) {

        public WeightsChanged {
            weights = List.copyOf(weights);
        }
    }

    /// The most frequent key of a hash.
    ///
    /// @param share of all requests, 0–1
    /// @param server where this key is sent
    public record KeySkew(String key, double share, int server) {}

    /// One worker, nothing happened.
    public static Facts none() {
        return new Facts(
                List.of(), 1, true, List.of(), 0, List.of(), List.of(), 0, Optional.empty());
    }

    public Facts fromNetworks(List<String> networks) {
        return new Facts(
                networks,
                workers,
                zone,
                retries,
                failedRequests,
                failures,
                weightChanges,
                reloads,
                skew);
    }

    public Facts withWorkers(int count, boolean shared) {
        return new Facts(
                clientNetworks,
                count,
                shared,
                retries,
                failedRequests,
                failures,
                weightChanges,
                reloads,
                skew);
    }

    public Facts withRetries(List<Long> inVain) {
        return new Facts(
                clientNetworks,
                workers,
                zone,
                inVain,
                failedRequests,
                failures,
                weightChanges,
                reloads,
                skew);
    }

    public Facts withFailedRequests(long count) {
        return new Facts(
                clientNetworks,
                workers,
                zone,
                retries,
                count,
                failures,
                weightChanges,
                reloads,
                skew);
    }

    public Facts withFailures(List<MarkedFailed> marks) {
        return new Facts(
                clientNetworks,
                workers,
                zone,
                retries,
                failedRequests,
                marks,
                weightChanges,
                reloads,
                skew);
    }

    public Facts withWeightChanges(List<WeightsChanged> changes) {
        return new Facts(
                clientNetworks,
                workers,
                zone,
                retries,
                failedRequests,
                failures,
                changes,
                reloads,
                skew);
    }

    public Facts withReloads(int count) {
        return new Facts(
                clientNetworks,
                workers,
                zone,
                retries,
                failedRequests,
                failures,
                weightChanges,
                count,
                skew);
    }

    public Facts withSkew(KeySkew most) {
        return new Facts(
                clientNetworks,
                workers,
                zone,
                retries,
                failedRequests,
                failures,
                weightChanges,
                reloads,
                Optional.of(most));
    }

    /// States of the upstream that take turns on their own.
    int machines() {
        return zone ? 1 : Math.max(1, workers);
    }
}
