package io.lblab.cli;

import io.lblab.stack.Stack;
import io.lblab.stack.StackException;
import io.lblab.stack.StackOptions;
import io.lblab.stack.Stacks;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description =
                "Starts the stack and returns when every instance has answered and a purchase was paid. It goes on running"
                        + " until: lab down")
final class UpCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin private StackOption stack = new StackOption();
    @Mixin private PortOption port = new PortOption();
    @Mixin private ShopOptions shop = new ShopOptions();

    @Option(names = "--no-monitoring", description = "Leave out Prometheus and what it scrapes.")
    private boolean noMonitoring;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    UpCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws StackException, InterruptedException {
        Stacks.Choice choice = context.stacks().choose(stack.kind());
        context.terminal().note("Starting on " + choice.why());
        StackOptions options =
                StackOptions.defaults()
                        .withPort(port.port())
                        .withMonitoring(!noMonitoring)
                        .withShop(shop.choices(choice.stack().usualShop()));
        Duration took = start(context, choice.stack(), options);
        URI entry = choice.stack().nginx().site().entry();
        if (json) {
            context.terminal()
                    .printJson(
                            Map.of(
                                    "stack",
                                    choice.stack().kind().name().toLowerCase(Locale.ROOT),
                                    "entry",
                                    entry,
                                    "startSeconds",
                                    took.toMillis() / 1e3));
        } else {
            context.terminal()
                    .print(
                            String.format(
                                    Locale.ROOT,
                                    "Up in %.1f s: shop at %s/shop · fire with: lab fire · end with: lab down",
                                    took.toMillis() / 1e3,
                                    entry));
        }
        return ExitCodes.OK;
    }

    /// Starts the stack; when it is interrupted meanwhile, nothing of it is left.
    static Duration start(CliContext context, Stack stack, StackOptions options)
            throws StackException, InterruptedException {
        ProgressLines progress = new ProgressLines(context.terminal());
        try (OnInterrupt _ = OnInterrupt.run(context.terminal(), () -> stack.stop(progress))) {
            return stack.start(options, progress);
        }
    }
}
