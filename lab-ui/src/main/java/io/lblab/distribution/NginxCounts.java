package io.lblab.distribution;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What nginx's access log says of a run.
///
/// @param requests lines counted
/// @param answered by server name, or address when it has none: whose answer the client got
/// @param tried the same for every attempt, those included that failed and were repeated elsewhere
/// @param retried requests for which more than one server was tried
/// @param fromCache answered from nginx's cache, no server asked
/// @param ownAnswers by status: what nginx said itself, because no server answered
public record NginxCounts(
        long requests,
        Map<String, Long> answered,
        Map<String, Long> tried,
        long retried,
        long fromCache,
        Map<Integer, Long> ownAnswers) {

    public NginxCounts {
        answered = Collections.unmodifiableMap(new LinkedHashMap<>(answered));
        tried = Collections.unmodifiableMap(new LinkedHashMap<>(tried));
        ownAnswers = Collections.unmodifiableMap(new LinkedHashMap<>(ownAnswers));
    }

    /// Whether the log has a line for every answer of the run. Its size alone doesn't say that: a
    /// request that the client gave up has a line too, and may have it before an answer that the
    /// client counted.
    public boolean covers(DistributionSnapshot run) {
        return requests >= run.total()
                && run.instances().stream()
                        .filter(TwoObservers::isServer)
                        .allMatch(i -> answered(i.server()) >= i.count());
    }

    public long answered(String server) {
        return answered.getOrDefault(server, 0L);
    }

    public long tried(String server) {
        return tried.getOrDefault(server, 0L);
    }
}
