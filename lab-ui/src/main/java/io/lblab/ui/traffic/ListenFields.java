package io.lblab.ui.traffic;

import io.lblab.nginx.NginxSite;
import io.lblab.traffic.ClientPool;
import io.lblab.traffic.ClientPool.Via;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.listen.ListenPlan;
import io.lblab.traffic.listen.ProbePlan;
import io.lblab.ui.text.Texts;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Listeners as they are typed, and reading them.
final class ListenFields {

    private static final Duration EVERY = Duration.ofMillis(500);
    private static final long SEED = 42;

    private final TypedNumbers numbers;
    private final StringProperty listeners = new SimpleStringProperty("100");
    private final StringProperty clients = new SimpleStringProperty("100");
    private final BooleanProperty probing = new SimpleBooleanProperty(true);

    ListenFields(Texts texts) {
        numbers = new TypedNumbers(texts);
    }

    /// What is typed now, to be made a plan of for one nginx.
    ///
    /// @param via how that nginx sees clients apart
    /// @throws InvalidPlanException with the sentence to show
    Function<NginxSite, ListenPlan> plan(Via via) {
        int count = numbers.from1To(ListenPlan.MOST, listeners.get(), "listen.listeners");
        int from = numbers.from1To(ClientPool.MAX_ADDRESSES, clients.get(), "traffic.clients");
        boolean probes = probing.get();
        return site ->
                new ListenPlan(
                        site.entry(),
                        count,
                        PlanDraft.pool(from, from, via, SEED, site.labAddress()),
                        probes ? Optional.of(probe(site)) : Optional.empty());
    }

    private static ProbePlan probe(NginxSite site) {
        return ProbePlan.pastTheBalancer(
                site.entry(), site.instanceIds().values(), site.token(), EVERY);
    }

    StringProperty listenersProperty() {
        return listeners;
    }

    /// From how many addresses they come.
    StringProperty clientsProperty() {
        return clients;
    }

    /// Whether the lab publishes events itself, to time them.
    BooleanProperty probingProperty() {
        return probing;
    }
}
