package io.lblab.nginx;

import io.lblab.upstream.Upstream;
import java.util.Optional;

/// What nginx runs now.
///
/// @param generation counts up with each apply; nginx itself returns it as `X-Lab-Generation`
/// @param upstreamBlock the text between the lab's markers that is the upstream, as it stands in
///   nginx.conf
/// @param workers the worker processes, as `worker_processes` says
/// @param edit what somebody changed by hand since the lab wrote the file
public record LiveConfig(
        int generation,
        Upstream upstream,
        String upstreamBlock,
        Workers workers,
        Optional<HandEdit> edit) {

    LiveConfig edited(Optional<HandEdit> byHand) {
        return new LiveConfig(generation, upstream, upstreamBlock, workers, byHand);
    }

    /// What an apply could change.
    public Balancing balancing() {
        return new Balancing(upstream, workers);
    }

    /// The lines that an apply could change, to be read and compared: the number of workers and the
    /// upstream block.
    public String text() {
        return WorkersLine.render(workers) + "\n\n" + upstreamBlock;
    }
}
