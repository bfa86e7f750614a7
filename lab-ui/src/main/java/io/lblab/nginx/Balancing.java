package io.lblab.nginx;

import io.lblab.forecast.Outlook;
import io.lblab.upstream.Upstream;
import java.util.Optional;

/// What an apply writes into nginx.conf: how requests are balanced, and by how many workers.
public record Balancing(Upstream upstream, Workers workers) {

    public Balancing withUpstream(Upstream newUpstream) {
        return new Balancing(newUpstream, workers);
    }

    public Balancing withWorkers(Workers newWorkers) {
        return new Balancing(upstream, newWorkers);
    }

    /// What nginx will do with it; empty for a strategy that has no forecast.
    public Optional<Outlook> outlook() {
        return Outlook.of(upstream, workers.count());
    }
}
