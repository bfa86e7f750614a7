package io.lblab.ui.stack;

import io.lblab.nginx.LiveConfig;
import io.lblab.stack.Service;
import io.lblab.ui.fx.StatusDot.Tone;
import io.lblab.ui.model.LiveRates;
import io.lblab.ui.stack.TopologyNode.Column;
import io.lblab.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The picture of the stack, made from its services as they are.
final class Topology {

    private final Texts texts;

    Topology(Texts texts) {
        this.texts = texts;
    }

    /// @param busy services that a command is working on
    List<TopologyNode> nodes(
            List<Service> services, @Nullable LiveConfig live, LiveRates rates, Set<String> busy) {
        List<TopologyNode> nodes = new ArrayList<>();
        if (services.isEmpty()) {
            return nodes;
        }
        nodes.add(clients(rates));
        for (Service service : services) {
            nodes.add(node(service, live, rates, busy.contains(service.name())));
        }
        if (services.stream().noneMatch(s -> s.role() == Service.Role.DATABASE)) {
            nodes.add(database(services));
        }
        return nodes;
    }

    private TopologyNode clients(LiveRates rates) {
        String name =
                rates.clients() > 1
                        ? texts.get("topology.clients", texts.numbers().count(rates.clients()))
                        : texts.get("topology.client");
        return new TopologyNode(
                name,
                Column.CLIENTS,
                rates.running() ? Tone.GOOD : Tone.IDLE,
                rates.running()
                        ? texts.get("topology.inFlight", texts.numbers().count(rates.inFlight()))
                        : texts.get("topology.noTraffic"),
                rates.running() ? rate(rates.total()) : texts.get("topology.fireHint"),
                "",
                Optional.empty());
    }

    private TopologyNode node(
            Service service, @Nullable LiveConfig live, LiveRates rates, boolean busy) {
        Column column =
                switch (service.role()) {
                    case BALANCER -> Column.BALANCER;
                    case SHOP -> Column.SHOP;
                    case CACHE, BROKER, DATABASE -> Column.BACKING;
                    case MONITORING -> Column.MONITORING;
                };
        String first = state(service, busy);
        String second = service.detail();
        if (column == Column.SHOP) {
            first += service.isUp() ? weight(service, live) : "";
            if (rates.running() && service.isUp()) {
                second = rate(rates.of(service.name()));
            } else if (service.isUp() && !service.endpoints().isEmpty()) {
                second = service.endpoints().getFirst();
            }
        } else if (column == Column.BALANCER && live != null && service.isUp()) {
            first = texts.get("topology.generation", live.generation());
        }
        return new TopologyNode(
                service.name(),
                column,
                tone(service, busy),
                first,
                second,
                column == Column.SHOP ? service.name() : "",
                Optional.of(service));
    }

    /// SQLite is no service of its own: a file that every instance opens, seen through their
    /// health.
    private TopologyNode database(List<Service> services) {
        boolean reached =
                services.stream().anyMatch(s -> s.role() == Service.Role.SHOP && s.isUp());
        return new TopologyNode(
                texts.get("topology.database"),
                Column.BACKING,
                reached ? Tone.GOOD : Tone.IDLE,
                texts.get(reached ? "topology.database.open" : "topology.database.closed"),
                texts.get("topology.database.kind"),
                "",
                Optional.empty());
    }

    private String weight(Service service, @Nullable LiveConfig live) {
        if (live == null) {
            return "";
        }
        return live.upstream().servers().stream()
                .filter(s -> s.name().equals(service.name()))
                .findFirst()
                .map(s -> " · " + texts.get("topology.weight", s.weight()))
                .orElse("");
    }

    String state(Service service, boolean busy) {
        if (busy) {
            return texts.get("service.busy");
        }
        return switch (service.state()) {
            case STOPPED -> texts.get("service.stopped");
            case STARTING -> texts.get("service.starting");
            case STOPPING -> texts.get("service.stopping");
            case CRASHED -> texts.get("service.crashed");
            case RUNNING ->
                    switch (service.health()) {
                        case HEALTHY -> texts.get("service.healthy");
                        case UNHEALTHY -> texts.get("service.unhealthy");
                        case UNKNOWN -> texts.get("service.running");
                    };
        };
    }

    private static Tone tone(Service service, boolean busy) {
        if (busy) {
            return Tone.WAITING;
        }
        return switch (service.state()) {
            case STOPPED -> Tone.IDLE;
            case STARTING, STOPPING -> Tone.WAITING;
            case CRASHED -> Tone.BAD;
            case RUNNING -> service.health() == Service.Health.UNHEALTHY ? Tone.BAD : Tone.GOOD;
        };
    }

    private String rate(double perSecond) {
        return texts.get("rate", texts.numbers().rate(perSecond));
    }
}
