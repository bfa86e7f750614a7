package io.lblab.distribution;

import io.lblab.nginx.LiveConfig;
import io.lblab.upstream.Upstream;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// What happened around a run, as far as the lab knows.
///
/// @param workers nginx's worker processes
/// @param zone whether they share one state of the upstream
/// @param failures servers that nginx left out
/// @param generations what was logged under each configuration
/// @param generation the configuration that was live when the run began
/// @param last the configuration that was live when it ended
/// @param lastUpstream its upstream
/// @param firstAsked by server, when nginx's log has it asked first; empty when nothing was logged
public record Circumstances(
        int workers,
        boolean zone,
        List<FailureMark> failures,
        SortedMap<Integer, GenerationSeen> generations,
        int generation,
        int last,
        Upstream lastUpstream,
        Map<String, Instant> firstAsked) {

    public Circumstances {
        failures = List.copyOf(failures);
        // Runs that were stored before this was noted have none.
        firstAsked = Map.copyOf(Objects.requireNonNullElse(firstAsked, Map.of()));
        generations = Collections.unmodifiableSortedMap(new TreeMap<>(generations));
    }

    /// What is known once a run is over, or so far.
    ///
    /// @param before what was live when the run began
    /// @param after what is live now
    public static Circumstances of(LiveConfig before, LiveConfig after, NginxLogCounter log) {
        return new Circumstances(
                before.workers().count(),
                before.upstream().zone(),
                log.failures(),
                new TreeMap<>(log.generations()),
                before.generation(),
                after.generation(),
                after.upstream(),
                log.firstAsked());
    }

    /// One worker, and nothing happened.
    public static Circumstances calm(Upstream upstream) {
        return new Circumstances(
                1, true, List.of(), new TreeMap<>(Map.of()), 0, 0, upstream, Map.of());
    }
}
