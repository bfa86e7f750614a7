package io.lblab.distribution.verdict;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What happened in a run beside the counts, and what is known of nginx: whatever could explain a
/// difference. A fact is named in a verdict only when it does.
///
/// @param clientNetworks the /24s (IPv6: addresses) the requests came from; empty when not known
/// @param workers nginx's worker processes
/// @param zone whether the workers share one state of the upstream
/// @param retries by server, attempts in vain that nginx repeated elsewhere
/// @param failedRequests requests that took a turn and got no server's answer
/// @param reloads configurations that went live meanwhile
/// @param leftOut servers that nginx did not ask from the beginning on
/// @param others by server, answers in nginx's log beyond those that the client got
/// @param othersUncertain how many of them may have been the client's own, which it missed
public record Facts(
        List<String> clientNetworks,
        int workers,
        boolean zone,
        List<Long> retries,
        long failedRequests,
        List<MarkedFailed> failures,
        List<WeightsChanged> weightChanges,
        int reloads,
        Optional<KeySkew> skew,
        List<LeftOutBefore> leftOut,
        List<Long> others,
        long othersUncertain) {

    public Facts {
        clientNetworks = List.copyOf(clientNetworks);
        retries = List.copyOf(retries);
        failures = List.copyOf(failures);
        weightChanges = List.copyOf(weightChanges);
        leftOut = List.copyOf(leftOut);
        others = List.copyOf(others);
    }

    /// nginx left a server out, because it failed `max_fails` times.
    ///
    /// @param server index
    /// @param until when it may be tried again, or when it was found well
    /// @param requestsMeanwhile requests of the run in that time, rather too many than too few
    public record MarkedFailed(int server, Instant since, Instant until, long requestsMeanwhile) {}

    /// nginx did not ask a server whose turn it was, from the beginning of the run on: it had
    /// failed before.
    ///
    /// @param server index
    /// @param until when it was asked first, as far as nginx's log tells; empty when it never was
    /// @param requestsMeanwhile requests of the run in that time, rather too many than too few
    public record LeftOutBefore(int server, Optional<Instant> until, long requestsMeanwhile) {}

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
                List.of(),
                1,
                true,
                List.of(),
                0,
                List.of(),
                List.of(),
                0,
                Optional.empty(),
                List.of(),
                List.of(),
                0);
    }

    public Facts fromNetworks(List<String> networks) {
        return with(facts -> facts.clientNetworks = networks);
    }

    public Facts withWorkers(int count, boolean shared) {
        return with(facts -> {
            facts.workers = count;
            facts.zone = shared;
        });
    }

    public Facts withRetries(List<Long> inVain) {
        return with(facts -> facts.retries = inVain);
    }

    public Facts withFailedRequests(long count) {
        return with(facts -> facts.failedRequests = count);
    }

    public Facts withFailures(List<MarkedFailed> marks) {
        return with(facts -> facts.failures = marks);
    }

    public Facts withWeightChanges(List<WeightsChanged> changes) {
        return with(facts -> facts.weightChanges = changes);
    }

    public Facts withReloads(int count) {
        return with(facts -> facts.reloads = count);
    }

    public Facts withSkew(KeySkew most) {
        return with(facts -> facts.skew = Optional.of(most));
    }

    public Facts withLeftOut(List<LeftOutBefore> before) {
        return with(facts -> facts.leftOut = before);
    }

    public Facts withOthers(List<Long> answers, long uncertain) {
        return with(facts -> {
            facts.others = answers;
            facts.othersUncertain = uncertain;
        });
    }

    /// States of the upstream that take turns on their own.
    int machines() {
        return zone ? 1 : Math.max(1, workers);
    }

    private Facts with(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return parts.facts();
    }

    /// The same, to be changed.
    private static final class Parts {

        private List<String> clientNetworks;
        private int workers;
        private boolean zone;
        private List<Long> retries;
        private long failedRequests;
        private List<MarkedFailed> failures;
        private List<WeightsChanged> weightChanges;
        private int reloads;
        private Optional<KeySkew> skew;
        private List<LeftOutBefore> leftOut;
        private List<Long> others;
        private long othersUncertain;

        Parts(Facts facts) {
            clientNetworks = facts.clientNetworks;
            workers = facts.workers;
            zone = facts.zone;
            retries = facts.retries;
            failedRequests = facts.failedRequests;
            failures = facts.failures;
            weightChanges = facts.weightChanges;
            reloads = facts.reloads;
            skew = facts.skew;
            leftOut = facts.leftOut;
            others = facts.others;
            othersUncertain = facts.othersUncertain;
        }

        Facts facts() {
            return new Facts(
                    clientNetworks,
                    workers,
                    zone,
                    retries,
                    failedRequests,
                    failures,
                    weightChanges,
                    reloads,
                    skew,
                    leftOut,
                    others,
                    othersUncertain);
        }
    }
}
