package io.lblab.nginx;

import io.lblab.upstream.Upstream;
import java.time.Duration;

/// How an apply ended. Either way nginx runs a configuration that loads.
public sealed interface ApplyResult {

    /// The new configuration is live, and no worker of the old one accepts connections any more.
    record Applied(int generation, Upstream upstream, Duration took) implements ApplyResult {}

    /// The old configuration is live as before.
    ///
    /// @param reason one sentence, with nginx's own message and line when nginx refused
    record Refused(int liveGeneration, String reason) implements ApplyResult {}
}
