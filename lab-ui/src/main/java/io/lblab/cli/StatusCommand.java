package io.lblab.cli;

import io.lblab.nginx.ConfigApplier;
import io.lblab.nginx.LiveConfig;
import io.lblab.nginx.NginxException;
import io.lblab.stack.Service;
import io.lblab.stack.ShopChoices;
import io.lblab.stack.Stack;
import io.lblab.stack.StackException;
import io.lblab.upstream.Server;
import io.lblab.upstream.Upstream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description =
                "Shows the services and the configuration that is live. Exit code 0 when every service is up, 3 when one is"
                        + " not, 1 when no stack runs.")
final class StatusCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin private StackOption stack = new StackOption();

    @Option(names = "--json", description = "Print the status as JSON.")
    private boolean json;

    StatusCommand(CliContext context) {
        this.context = context;
    }

    /// The status as JSON.
    record Report(
            String stack,
            String state,
            URI entry,
            Optional<ShopChoices> shop,
            int generation,
            String strategy,
            Map<String, Integer> weights,
            List<Service> services) {}

    @Override
    public Integer call() throws StackException, NginxException {
        Stack running = context.running(stack.kind());
        List<Service> services = running.services();
        Optional<ShopChoices> shop = running.shop();
        LiveConfig live = new ConfigApplier(running.nginx()).live();
        Upstream upstream = live.upstream();
        if (json) {
            context.terminal()
                    .printJson(
                            new Report(
                                    running.kind().name().toLowerCase(Locale.ROOT),
                                    running.state().name().toLowerCase(Locale.ROOT),
                                    running.nginx().site().entry(),
                                    shop,
                                    live.generation(),
                                    upstream.strategy().id(),
                                    ApplyCommand.weights(upstream),
                                    services));
        } else {
            print(running, shop, services, live);
        }
        return services.stream().allMatch(Service::isUp) ? ExitCodes.OK : ExitCodes.NOT_AS_EXPECTED;
    }

    private void print(
            Stack running, Optional<ShopChoices> shop, List<Service> services, LiveConfig live)
            throws StackException {
        Terminal terminal = context.terminal();
        terminal.print(
                running.kind().title()
                        + ", "
                        + running.state().name().toLowerCase(Locale.ROOT)
                        + " · shop at "
                        + running.nginx().site().entry()
                        + "/shop");
        shop.ifPresent(choices -> terminal.print("data in " + choices.inWords()));
        Upstream upstream = live.upstream();
        terminal.print(
                "generation "
                        + live.generation()
                        + " live: "
                        + upstream.strategy().id()
                        + " over "
                        + String.join(
                                ", ",
                                upstream.servers().stream().map(StatusCommand::describe).toList()));
        terminal.print("");
        for (Service service : services) {
            terminal.print(
                    String.format(
                            "  %-14s %-9s %-10s %s",
                            service.name(),
                            service.state().name().toLowerCase(Locale.ROOT),
                            service.health() == Service.Health.UNKNOWN
                                    ? ""
                                    : service.health().name().toLowerCase(Locale.ROOT),
                            Optional.of(String.join(", ", service.endpoints()))
                                    .filter(e -> !e.isEmpty())
                                    .orElse(service.detail())));
        }
    }

    private static String describe(Server server) {
        return server.name() + " weight " + server.weight();
    }
}
