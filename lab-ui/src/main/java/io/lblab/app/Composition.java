package io.lblab.app;

import io.lblab.distribution.archive.RunArchive;
import io.lblab.stack.Stacks;
import io.lblab.stack.compose.ComposeStack;
import io.lblab.stack.local.LocalStack;
import io.lblab.traffic.TrafficEngine;
import io.lblab.traffic.engines.EngineChoice;
import java.util.List;
import java.util.Map;

/// Puts the parts together; the window and the terminal share them.
final class Composition {

    private Composition() {}

    /// Docker Compose where it can be had, else local processes.
    static Stacks stacks(LabHome home, Map<String, String> environment) {
        return new Stacks(
                List.of(
                        ComposeStack.at(home.dist(), environment),
                        new LocalStack(home.state(), environment)));
    }

    /// Where the runs of the window and of the terminal are kept.
    static RunArchive runs(LabHome home) {
        return new RunArchive(home.state().resolve("runs"));
    }

    static TrafficEngine engine() {
        return EngineChoice.automatic();
    }
}
