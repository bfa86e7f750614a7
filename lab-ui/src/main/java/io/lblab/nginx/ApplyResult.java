package io.lblab.nginx;

import io.lblab.upstream.Upstream;
import java.time.Duration;

/// How an apply ended. Either way nginx runs a configuration that loads.
public sealed interface ApplyResult {

    /// The new configuration is live, and no worker of the old one accepts connections any more.
    record Applied(int generation, Upstream upstream, Workers workers, Duration took)
            implements ApplyResult {}

    /// The old configuration is live as before.
    ///
    /// @param reason one sentence, with nginx's own message and line when nginx refused
    record Refused(int liveGeneration, String reason) implements ApplyResult {}

    /// Nothing was done: somebody has changed the lab's part of nginx.conf by hand, which this
    /// would have overwritten.
    record Edited(HandEdit edit) implements ApplyResult {

        /// What happened and what can be done, in a sentence.
        public String reason() {
            return "nginx.conf was edited by hand since generation "
                    + edit.generation()
                    + ": take the edit over, or overwrite it.";
        }
    }
}
