package io.lblab.stack.local;

import io.lblab.stack.Progress;
import io.lblab.stack.StackException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Starts every part at once and waits until the whole is of use.
final class StartSequence {

    private final Parts parts;
    private final Launcher launcher;
    private final Consumer<Progress> progress;

    StartSequence(Parts parts, Launcher launcher, Consumer<Progress> progress) {
        this.parts = parts;
        this.launcher = launcher;
        this.progress = progress;
    }

    /// Returns when every instance has shown its products and a purchase was paid.
    void run() throws StackException, IOException, InterruptedException {
        List<ServiceSpec> rest = new ArrayList<>(parts.core());
        Optional<PostgresPart> postgres = parts.postgres();
        if (postgres.isPresent()) {
            startDatabase(postgres.get());
            rest.removeIf(spec -> spec.name().equals(PostgresPart.NAME));
        }
        // The slowest go first: the list's order is that of the display.
        launcher.launch(List.copyOf(rest.reversed()));
        progress.accept(new Progress("stack", "waiting for the first purchase", false));
        PurchaseProbe probe =
                new PurchaseProbe(
                        parts.context().http(), parts.nginx().site(), launcher.deadline());
        for (int n = 1; n <= parts.context().addresses().apps().size(); n++) {
            probe.awaitProducts(n);
        }
        PurchaseProbe.Order order = probe.buy();
        // While the payment takes its time, nothing else waits for the processor.
        launcher.launch(parts.watching());
        probe.awaitPaid(order);
        progress.accept(new Progress("stack", "a purchase was paid", true));
    }

    /// An instance does not wait for its database as it does for Redis and Kafka.
    private void startDatabase(PostgresPart postgres)
            throws StackException, IOException, InterruptedException {
        progress.accept(new Progress(PostgresPart.NAME, "making an empty database", false));
        postgres.make();
        launcher.launch(List.of(postgres.spec()));
    }
}
