package io.lblab.stack.compose;

import io.lblab.stack.Setting;
import io.lblab.stack.ShopChoices;
import io.lblab.stack.StackException;
import io.lblab.stack.StackOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What was set for a start, in `compose/.env` or the environment, checked before anything starts.
///
/// @param port where nginx answers on 127.0.0.1; 0 for any free one
/// @param network first three octets of the network that is wished for
/// @param monitoringPorts of Prometheus, Grafana and cAdvisor, by variable; 0 for any free one
/// @param monitoring whether a profile of the monitoring is switched on
/// @param shop where the shop keeps its data when nothing is chosen
/// @param paymentDelay how long the simulated payment takes
record ComposeSettings(
        int port,
        String network,
        Map<String, Integer> monitoringPorts,
        boolean monitoring,
        ShopChoices shop,
        Duration paymentDelay) {

    private static final String NETWORK = "10.213.87";
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String PROFILE = "monitoring";
    private static final Map<String, Integer> MONITORING_PORTS =
            Map.of("PROMETHEUS_PORT", 9090, "GRAFANA_PORT", 3000, "CADVISOR_PORT", 8080);

    ComposeSettings {
        monitoringPorts = Map.copyOf(monitoringPorts);
    }

    /// @param askedPort before what is set
    /// @throws StackException for the first variable that can't be used
    static ComposeSettings of(ComposeProject project, OptionalInt askedPort) throws StackException {
        Map<String, Integer> monitoringPorts = new HashMap<>();
        for (Map.Entry<String, Integer> port : MONITORING_PORTS.entrySet()) {
            monitoringPorts.put(port.getKey(), port(project, port.getKey(), port.getValue()));
        }
        checkPasswords(project);
        Optional<Setting> delay = project.setting("PAYMENT_DELAY_MS");
        return new ComposeSettings(
                askedPort.isPresent()
                        ? askedPort.getAsInt()
                        : port(project, "LAB_PORT", StackOptions.DEFAULT_PORT),
                network(project),
                monitoringPorts,
                project.setting("COMPOSE_PROFILES")
                        .map(set -> set.value().contains(PROFILE))
                        .orElse(true),
                shop(project),
                // Set and empty is no number either, as the shop has it.
                delay.isPresent() ? delay.get().paymentDelay() : Setting.usualPaymentDelay());
    }

    private static ShopChoices shop(ComposeProject project) throws StackException {
        Optional<Setting> sessions = unlessEmpty(project, "SESSION_STORE");
        return sessions.isPresent()
                ? ShopChoices.defaults().withSessions(sessions.get().sessionStore())
                : ShopChoices.defaults();
    }

    private static void checkPasswords(ComposeProject project) throws StackException {
        Optional<Setting> admin = project.setting("ADMIN_PASSWORD");
        if (admin.isPresent()) {
            String _ = admin.get().adminPassword();
        }
        Optional<Setting> database = unlessEmpty(project, "POSTGRES_PASSWORD");
        if (database.isPresent() && !database.get().value().matches("[A-Za-z0-9._~-]+")) {
            throw new StackException(
                    "POSTGRES_PASSWORD in "
                            + database.get().where()
                            + " can't stand in a URL: use letters, digits, '.', '_', '~' and '-'.");
        }
    }

    private static int port(ComposeProject project, String name, int otherwise)
            throws StackException {
        Optional<Setting> set = unlessEmpty(project, name);
        return set.isPresent() ? set.get().port() : otherwise;
    }

    private static String network(ComposeProject project) throws StackException {
        Optional<Setting> set = unlessEmpty(project, "LAB_NET");
        if (set.isPresent() && !set.get().value().matches(OCTET + "(\\." + OCTET + "){2}")) {
            throw set.get().refused("the first three numbers of a network, like " + NETWORK);
        }
        return set.map(Setting::value).orElse(NETWORK);
    }

    /// compose.yaml takes its default for an empty value.
    private static Optional<Setting> unlessEmpty(ComposeProject project, String name) {
        return project.setting(name).filter(set -> !set.value().isEmpty());
    }
}
